import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-long-words'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const word = 'переосвидетельствованный'.repeat(8).slice(0, 176)

test('a word of 176 letters, in a text, an address and an answer, pushes no page sideways', async () => {
  const { data } = await platform.ask<{ r: { id: string; trackingPath: string } }>(
    city,
    'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id trackingPath } } }',
    {
      input: {
        submissionKey: crypto.randomUUID(),
        topic: 'YARD.PLAY',
        anywayNew: true,
        text: word,
        place: { address: word },
      },
    },
  )
  const { id, trackingPath } = data.r
  const paths = [
    ...['/m/appeals/inbox', `/m/appeals/inbox/${id}`, '/m/appeals/reports', '/m/appeals/look', '/notifications'],
    trackingPath,
  ]
  const wide: string[] = []
  for (const viewport of [phone, desk]) {
    const { page, context } = await asGuest(browser, platform, { viewport })
    await signIn(page, `operator.${city}`, `/c/${city}/`)
    for (const path of paths) {
      await open(page, path.startsWith('/c/') ? path : `/c/${city}${path}`)
      await page
        .locator('main')
        .filter({ hasNot: page.locator('.v-skeleton') })
        .waitFor()
      const said = page.getByText(word.slice(0, 24)).first()
      if (path !== '/notifications')
        await said.waitFor({ state: 'attached' }).catch(() => wide.push(`${path.replace(id, '<id>')} does not say it`))
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) wide.push(`${path.replace(id, '<id>').slice(0, 40)} ${width} of ${viewport.width}`)
    }
    await context.close()
  }
  expect(wide).toEqual([])
})
