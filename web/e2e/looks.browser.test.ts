import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-looks'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

interface Sent {
  readonly id: string
  readonly number: string
  readonly secret: string
}
async function send(text: string): Promise<Sent> {
  const { data } = await platform.ask<{ r: Sent }>(
    city,
    'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id number secret } } }',
    { i: { submissionKey: crypto.randomUUID(), anywayNew: true, object: 'UZ-0048', tile: 'SWING', text } },
  )
  await platform.host.events.idle()
  return data.r
}
const strangersRead = async (): Promise<string> =>
  JSON.stringify(await platform.ask(city, '{ place(code: "UZ-0048") { openReports { text textState } } }'))

test('what was decided in «Проверить» is kept when the page is loaded anew within the seconds of its undoing', async () => {
  await send('Скрипит петля')
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Проверить: 1' }).waitFor()
  await page.getByRole('button', { name: 'Показать всем' }).click()
  await page.getByRole('button', { name: 'Отменить' }).waitFor()
  expect(await strangersRead(), 'not yet: it can still be taken back').not.toContain('Скрипит')
  await page.reload()
  await expect.poll(strangersRead, { timeout: 10_000 }).toContain('Скрипит петля')
  await open(page, `/c/${city}/m/appeals/look`)
  await page.getByRole('heading', { name: 'Всё проверено' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('the administrator finds by its number who has opened a case, and on a phone the table stays within the page', async () => {
  const { id, number } = await send('Кто смотрел')
  await platform.ask(city, `{ report(id: "${id}") { id } }`, {}, `operator.${city}`)
  const { page, context, faults } = await asGuest(browser, platform, { viewport: phone })
  await signIn(page, `admin.${city}`, `/c/${city}/admin/looks`)
  await page.getByRole('button', { name: number }).waitFor()
  expect(
    await page.locator('.v-looks').evaluate((table) => table.scrollWidth - table.clientWidth),
    'nothing is cut off',
  ).toBeLessThanOrEqual(0)
  const [series, year, value] = number.split('-').slice(-3)
  await page.getByLabel('Номер дела').fill(`${series!.toLowerCase()} ${year} ${Number(value)}`)
  await page.getByRole('button', { name: 'Показать', exact: true }).click()
  await page.waitForURL(/number=/)
  await expect.poll(() => page.locator('.v-looks tbody tr').count()).toBe(1)
  await page.getByLabel('Номер дела').fill(`С-${year}-999999`)
  await page.getByRole('button', { name: 'Показать', exact: true }).click()
  await page.getByText('Так никто не открывал').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('in «Все сообщения» an erased report says so', async () => {
  const { secret } = await send('Сотрите меня')
  await platform.ask(city, 'mutation ($s: String) { eraseMyData(confirm: "удалить", secret: $s) { __typename } }', {
    s: secret,
  })
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `operator.${city}`, `/c/${city}/m/appeals/reports`)
  await page.locator('.ap-line', { hasText: 'Автор удалил свои данные' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
