import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { Notifications, type Ctx } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, uzda, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { smtpMail } from '../gateways.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import type { RecipientTables } from './recipient.entity.ts'

/** A host of its own: the page is the civic services', without portal and modules, and its letters come to this test. */
let town: TestHost
let smtp: FakeSmtp
let browser: Browser
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda] })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await town.stop()
  await smtp.stop()
})

/** The link in the letter that asks. */
async function asked(email: string): Promise<string> {
  const ctx = town.ctxIn('uzda', 'civic') as Ctx<RecipientTables>
  await ctx.db.transaction((tx) =>
    ctx
      .use(Notifications)
      .send(tx, { event: email, to: { email }, lang: 'ru', subject: 's', text: 't', about: 'trees:Tree:1' }),
  )
  await sendNotifications(ctx, { mail: smtpMail(smtp.url, 'no-reply@vmeste.example'), sms: () => undefined })
  const data = smtp.letters.findLast(({ to }) => to.includes(email))!.data.split('\r\n\r\n')[1]!
  return town.url + /http:\/\/localhost(\/c\/uzda\/letters\/\S+)/.exec(Buffer.from(data, 'base64').toString())![1]!
}

test.each(['light', 'dark'] as const)(
  'without scripts, on a phone, in the %s: yes, then no, then yes again',
  async (colorScheme) => {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      colorScheme,
      javaScriptEnabled: false,
    })
    const page = await context.newPage()
    await page.goto(await asked(`${colorScheme}@mail.example`))
    expect(await page.title()).toBe('Новости от города, Узда')
    for (const [button, said] of [
      ['Да, присылайте', 'Готово. Новости будут приходить вам.'],
      ['Больше не писать', 'Больше не напишем'],
      ['Да, присылайте', 'Готово.'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click()
      await page.getByRole('status').filter({ hasText: said }).waitFor()
    }
    await context.close()
  },
)

test.each(['light', 'dark'] as const)('the page keeps nobody out (%s)', async (colorScheme) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme, bypassCSP: true })
  const page = await context.newPage()
  for (const address of [await asked(`axe-${colorScheme}@mail.example`), `${town.url}/c/uzda/letters/gone`]) {
    await page.goto(address)
    await page.evaluate(axe.source)
    const faults = await page.evaluate<{ id: string }[]>(
      'axe.run().then((r) => r.violations.map(({ id }) => ({ id })))',
    )
    expect(faults).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  await context.close()
})
