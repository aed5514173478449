import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, desk, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-storm'
const many = 1_009
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

/** Each from a telephone of its own, as after a storm. */
async function report(at: number): Promise<void> {
  const reply = await fetch(`${platform.origin}/c/${city}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-device': randomUUID(),
      'x-forwarded-for': `10.1.${at >> 8}.${at & 255}`,
    },
    body: JSON.stringify({
      query: 'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { __typename } }',
      variables: {
        input: {
          submissionKey: randomUUID(),
          topic: 'YARD.PLAY',
          anywayNew: true,
          place: { address: `ул. Ветреная, ${at}` },
        },
      },
    }),
  })
  expect(await reply.json()).toEqual({ data: { r: { __typename: 'SubmittedReport' } } })
}

test('a thousand like reports are five notices at most, and the counter shows every digit', async () => {
  for (let from = 0; from < many; from += 20)
    await Promise.all(Array.from({ length: Math.min(20, many - from) }, (_, at) => report(from + at)))
  await platform.host.events.idle()
  const { data } = await platform.ask<{ unreadNotifications: number; myNotifications: { subject: string }[] }>(
    city,
    '{ unreadNotifications myNotifications(first: 20) { subject } }',
    {},
    `executor.${city}`,
  )
  expect(data.unreadNotifications).toBeGreaterThan(0)
  expect(data.unreadNotifications).toBeLessThanOrEqual(5)
  expect(data.myNotifications.some(({ subject }) => subject.includes(String(many - 3)))).toBe(true)
  for (const viewport of [phone, desk]) {
    const { page, context } = await asGuest(browser, platform, { viewport })
    await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/inbox`)
    const counter = page.locator('.ap-queues [aria-current] .ap-queues-total')
    await expect.poll(async () => (await counter.innerText()).replace(/\D/g, '')).toBe(String(many))
    expect(await counter.evaluate((it) => it.scrollWidth <= it.clientWidth + 1)).toBe(true)
    await context.close()
  }
})
