import type { BrowserContext } from 'playwright-core'
import type { Looker, Shown } from '@vmeste/testkit/page-states'
import { beforeAll, expect, test } from 'vitest'
import { phone } from '../../web/e2e/people.ts'
import { sharedPlatform } from '../../web/e2e/shared-platform.ts'
import { audit } from './audit.ts'
import { enter, pageStates } from './page-states.ts'
import { everybody, somethingToShow } from './town.ts'

let contexts: Map<Looker, BrowserContext>
let sample: Shown
beforeAll(async () => {
  // the states name the demonstration's own Uzda, so that is the city of this file
  const { platform, browser } = await sharedPlatform()
  sample = await somethingToShow(platform)
  contexts = await everybody(browser, platform, { viewport: phone, colorScheme: 'light' })
})

test.each(pageStates)('$as, $name: nothing that keeps anybody out', async (one) => {
  const page = await contexts.get(one.as)!.newPage()
  try {
    await enter(page, one, sample)
    expect(await audit(page)).toEqual([])
  } finally {
    await page.close()
  }
})
