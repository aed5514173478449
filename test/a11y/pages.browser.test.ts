import type { BrowserContext } from 'playwright-core'
import type { Looker, Shown } from '@vmeste/testkit/page-states'
import { beforeAll, expect, test } from 'vitest'
import { sharedPlatform } from '../../web/e2e/shared-platform.ts'
import { audit } from './audit.ts'
import { lookOf } from './looks.ts'
import { enter, pageStates } from './page-states.ts'
import { everybody, somethingToShow } from './town.ts'

const narrowest = { width: 360, height: 900 }

let contexts: Map<Looker, BrowserContext>
let sample: Shown
let origin: string
beforeAll(async () => {
  // the states name the demonstration's own Uzda, so that is the city of this file
  const { platform, browser } = await sharedPlatform()
  origin = platform.origin
  sample = await somethingToShow(platform)
  contexts = await everybody(browser, platform, { viewport: narrowest, colorScheme: 'light' })
})

// each in its share of a pairwise sample; everything in everything: matrix.long.test.ts
test.each(pageStates.map((one, index) => ({ ...one, ...lookOf(index), one })))(
  '$as, $name, in $lang at $width px in the $scheme: nothing that keeps anybody out',
  async ({ one, lang, width, scheme }) => {
    const context = contexts.get(one.as)!
    await context.addCookies([{ name: 'vmeste_lang', value: lang, url: origin }])
    const page = await context.newPage()
    try {
      await page.setViewportSize({ ...narrowest, width })
      await page.emulateMedia({ colorScheme: scheme })
      await enter(page, one, sample)
      expect(await audit(page)).toEqual([])
    } finally {
      await page.close()
    }
  },
)
