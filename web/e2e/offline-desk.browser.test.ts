import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, desk, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-offline-desk'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const report = async (address: string): Promise<void> => {
  const { data } = await platform.ask(
    city,
    'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { __typename } }',
    { input: { submissionKey: crypto.randomUUID(), topic: 'YARD.BENCH', anywayNew: true, place: { address } } },
  )
  expect(data).toMatchObject({ r: { __typename: 'SubmittedReport' } })
}

test('a desk that is loaded anew without a network shows what it had; the network is back within a second', async () => {
  await report('ул. Первая, 1')
  const { page, context } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/inbox`)
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  // the worker serves from the second visit on
  await open(page, `/c/${city}/m/appeals/inbox`)
  const row = page.locator('.ap-desk-list li', { hasText: 'ул. Первая, 1' })
  await row.click()
  await page.locator('.ap-pane-head').waitFor()

  await context.setOffline(true)
  const note = page.locator('.v-network')
  await note.waitFor()
  await page.reload()
  await row.waitFor()
  await page.locator('.ap-pane-head').waitFor()
  await page.locator('.v-person-name').waitFor()
  await note.waitFor()
  await report('ул. Вторая, 2')

  await context.setOffline(false)
  const back = Date.now()
  await note.waitFor({ state: 'detached' })
  expect(Date.now() - back).toBeLessThan(1_000)
  await page.locator('.ap-desk-list li', { hasText: 'ул. Вторая, 2' }).waitFor()
  await page.locator('.v-person-name').waitFor()

  // whoever signs out leaves nothing behind
  const seen = (): Promise<string[]> =>
    page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('vmeste.seen.'))`)
  expect(await seen()).toContain(`vmeste.seen.${city}.appeals.inbox.open`)
  await open(page, `/c/${city}/account`)
  await page.getByRole('button', { name: 'Выйти' }).click()
  await page.getByRole('button', { name: 'Войти', exact: true }).first().waitFor()
  expect(await seen()).toEqual([])
  await context.close()
}, 60_000)

test('twenty navigations, each in the middle of a load, sign nobody out', async () => {
  const { page, context } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/inbox`)
  const pages = ['/', '/m/appeals/inbox', '/tasks', '/account', '/m/appeals/reports']
  for (let at = 0; at < 20; at++) {
    // a document that is left again is never loaded to its end
    await page.goto(`/c/${city}${pages[at % pages.length]}`, { waitUntil: 'commit' })
    await page.waitForTimeout(50 + (at * 750) / 19)
  }
  await open(page, `/c/${city}/m/appeals/inbox`)
  await page.locator('.v-person-name').waitFor()
  await page.locator('.ap-desk-list li').first().waitFor()
  await context.close()
}, 90_000)
