import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import type { Looker, Shown } from '@vmeste/testkit/page-states'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { phone } from '../../web/e2e/people.ts'
import { startPlatform, type Platform } from '../../web/e2e/platform.ts'
import { audit } from './audit.ts'
import { enter, pageStates } from './page-states.ts'
import { everybody, somethingToShow } from './town.ts'

let platform: Platform
let browser: Browser
let contexts: Map<Looker, BrowserContext>
let sample: Shown
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(inject('postgres')), launchBrowser()])
  sample = await somethingToShow(platform)
  contexts = await everybody(browser, platform, { viewport: phone, colorScheme: 'light' })
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
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
