import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Hand } from './hand.ts'
import { asGuest, desk, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-live-switch'
let platform: SharedPlatform
let browser: Browser
let owner: pg.Client
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
  owner = new pg.Client({ connectionString: platform.databaseUrl })
  await owner.connect()
})
afterAll(() => owner?.end())

const deliveries = async (state: string): Promise<number> =>
  Number(
    (
      await owner.query<{ n: string }>(
        `select count(*) as n from core.delivery where state = $1 and subscriber like 'appeals%' and city = (select id
          from core.city where slug = $2)`,
        [state, city],
      )
    ).rows[0]!.n,
  )
const submit = 'mutation ($i: SubmitReportInput!) { submitReport(input: $i) { __typename } }'
const codes = (reply: { errors?: { extensions: { code: string } }[] }): string[] =>
  reply.errors?.map(({ extensions }) => extensions.code) ?? []
const mark = (page: Page): Promise<unknown> => page.evaluate('window.sameDocument = true')

async function throwSwitch(page: Page, button: RegExp, confirm: string, plan: RegExp): Promise<readonly string[]> {
  const hand = new Hand()
  await hand.tap(page.locator('.v-module', { hasText: 'Сообщения жителей' }).getByRole('button', { name: button }))
  const dialog = page.getByRole('dialog')
  await dialog.getByText(plan).first().waitFor()
  await hand.tap(dialog.getByRole('button', { name: confirm, exact: true }))
  await dialog.waitFor({ state: 'detached' })
  return hand.done
}

test('appeals off and on again in Узда while people work: gone at once, nothing lost, and Жодино never notices', async () => {
  await platform.ask(city, submit, { i: { submissionKey: crypto.randomUUID(), object: 'UZ-0047', tile: 'SWING' } })
  const guest = await asGuest(browser, platform)
  await open(guest.page, `/c/${city}/o/UZ-0048`)
  await guest.page.locator('.ap-report details summary').first().click()
  await guest.page.locator('#report-text').fill('Перекладина у горки качается')
  const staff = await asGuest(browser, platform, { viewport: desk })
  await signIn(staff.page, `executor.${city}`, `/c/${city}/m/appeals/inbox`)
  await staff.page.locator('.ap-inrow').first().click()
  await staff.page.getByLabel('Несколько слов').fill('Привезём цепь завтра')
  const zhodino = await asGuest(browser, platform)
  await open(zhodino.page, '/c/zhodino/o/ZH-0109')
  await zhodino.page.locator('.ap-tile').first().click()
  const admin = await asGuest(browser, platform, { viewport: desk })
  await signIn(admin.page, `admin.${city}`, `/c/${city}/admin/modules`)
  for (const { page } of [guest, staff, zhodino]) await mark(page)

  const off = await throwSwitch(admin.page, /^Выключить/, 'Выключить', /Исчезнет/)
  expect(off.length, off.join(', ')).toBeLessThanOrEqual(2)
  await staff.page.getByRole('heading', { name: 'Сейчас не работает' }).waitFor()
  await guest.page.getByRole('heading', { name: 'Сейчас не работает' }).waitFor()
  expect(await staff.page.getByRole('link', { name: 'Входящие' }).count()).toBe(0)
  expect(codes(await platform.ask(city, '{ place(code: "UZ-0047") { code } }'))).toContain('MODULE_DISABLED')
  expect(
    codes(
      await platform.ask(city, submit, { i: { submissionKey: crypto.randomUUID(), object: 'UZ-0047', tile: 'SWING' } }),
    ),
  ).toContain('MODULE_DISABLED')
  expect((await fetch(`${platform.origin}/c/${city}/o/UZ-0047`)).status).toBe(404)

  // what would have reached appeals waits for it
  const edited = await platform.ask<{ setCalendarYear: { __typename: string } }>(
    city,
    `mutation ($c: CalendarYearInput!) { setCalendarYear(calendar: $c) { __typename } }`,
    {
      c: {
        year: new Date().getFullYear(),
        state: 'OFFICIAL',
        source: 'a test',
        holidays: [
          { date: `${new Date().getFullYear()}-12-25`, name: { ru: 'Рождество', be: 'Каляды', en: 'Christmas' } },
        ],
        transfers: [],
      },
    },
    `admin.${city}`,
  )
  expect(edited).toEqual({ data: { setCalendarYear: { __typename: 'CalendarYear' } } })
  await expect.poll(() => deliveries('parked'), { timeout: 10_000 }).toBeGreaterThan(0)
  expect(codes(await platform.ask('zhodino', '{ place(code: "ZH-0109") { code } }'))).toEqual([])

  const on = await throwSwitch(admin.page, /^Включить/, 'Включить', /Появится/)
  expect(on.length, on.join(', ')).toBeLessThanOrEqual(2)
  await staff.page.getByLabel('Несколько слов').waitFor()
  expect(await staff.page.getByLabel('Несколько слов').inputValue()).toBe('Привезём цепь завтра')
  await guest.page.locator('#report-text').waitFor()
  expect(await guest.page.locator('#report-text').inputValue()).toBe('Перекладина у горки качается')
  await staff.page.getByRole('link', { name: 'Входящие' }).waitFor()
  await expect.poll(() => deliveries('parked'), { timeout: 10_000 }).toBe(0)
  expect(await deliveries('dead')).toBe(0)
  expect(codes(await platform.ask(city, '{ place(code: "UZ-0047") { code } }'))).toEqual([])

  expect(await zhodino.page.locator('.ap-tile input:checked').count()).toBe(1)
  for (const { page } of [guest, staff, zhodino]) expect(await page.evaluate('window.sameDocument')).toBe(true)
  expect(zhodino.faults).toEqual([])
  for (const { context } of [guest, staff, zhodino, admin]) await context.close()
})
