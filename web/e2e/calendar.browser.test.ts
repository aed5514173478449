import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-calendar'
let platform: SharedPlatform, browser: Browser, page: Page
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
  page = await (await browser.newContext({ baseURL: platform.origin, locale: 'ru-RU' })).newPage()
  await signIn(page, `admin.${city}`, `/c/${city}/admin/calendar?year=2026`)
  await page.locator('.v-month').first().waitFor()
})

const dayOf = (date: string) =>
  page
    .locator('.v-month')
    .nth(Number(date.slice(5, 7)) - 1)
    .locator('.v-day', { hasText: new RegExp(`^${Number(date.slice(8))}(:|$)`) })
const dueText = () => page.locator('.v-trial-due').textContent()
const duesIn = async (city: string, from: string): Promise<string> =>
  (
    await platform.ask<{ deadline: { due: string } }>(
      city,
      'query ($from: DateTime!) { deadline(profile: "by-message", term: "5wd", from: $from) { due } }',
      { from },
    )
  ).data.deadline.due

test('the year is drawn as the decree has it', async () => {
  expect(await dayOf('2026-04-20').getAttribute('class')).toContain('v-day-OFF')
  expect(await dayOf('2026-04-25').textContent()).toContain('рабочий день вместо 20')
  expect(await dayOf('2026-04-21').textContent()).toContain('Радуница')
  expect(await page.locator('.v-month').nth(3).locator('caption').textContent()).toContain('21\u00a0рабочий')
})

test('a term can be tried, with its derivation', async () => {
  await page.locator('.v-trial select').selectOption('by-300z forward')
  await page.locator('.v-trial input[type=date]').fill('2026-04-16')
  await page.locator('.v-trial-due', { hasText: 'суббота, 25' }).waitFor()
  expect(await page.locator('.v-trial-steps li').count()).toBeGreaterThan(2)
})

test('a day moved by the city moves deadlines there and nowhere else; undo brings it back', async () => {
  const from = '2026-04-16T09:00:00Z'
  const before = await duesIn(city, from)
  await page.locator('.v-calendar-row').first().getByRole('button', { name: 'Убрать' }).click()
  // the picture follows what is typed, the deadlines only what is saved
  expect(await dayOf('2026-04-25').getAttribute('class')).toContain('v-day-REST')
  expect(await dueText()).toContain('25')
  await page.getByRole('button', { name: 'Сохранить календарь' }).click()
  // the 20th is worked again, the 21st is Радуница still
  await page.locator('.v-trial-due', { hasText: 'пятница, 24' }).waitFor()
  expect(await duesIn(city, from)).not.toBe(before)
  expect(await duesIn('zhodino', from)).toBe(before)
  await page.getByRole('button', { name: 'Отменить' }).click()
  await page.locator('.v-trial-due', { hasText: 'суббота, 25' }).waitFor()
  expect(await duesIn(city, from)).toBe(before)
  await page.locator('.v-month').nth(3).locator('.v-day-WORKED').waitFor()
})

test('a year that is not there begins with what stays on its day, and a wrong day is refused in words', async () => {
  await page.getByRole('button', { name: '2028' }).click()
  await page.locator('.v-month').first().waitFor()
  expect(await dayOf('2028-01-01').getAttribute('class')).toContain('v-day-HOLIDAY')
  expect(await page.locator('.v-year').textContent()).not.toContain('Радуница')
  await page.getByRole('button', { name: 'Добавить перенос' }).click()
  await page.locator('.v-calendar-row input[type=date]').first().fill('2027-12-31')
  await page.locator('input.v-input[maxlength="300"]').fill('Проверка')
  await page.getByRole('button', { name: 'Сохранить календарь' }).click()
  await page.locator('.v-summary').waitFor()
  await page.locator('.v-calendar-row input[type=date]').first().fill('2028-01-03')
  await page.getByRole('button', { name: 'Сохранить календарь' }).click()
  await page.getByText('Календарь на 2028 год сохранён').waitFor()
  await page.reload()
  await page.locator('.v-calendar-years a', { hasText: '2028' }).waitFor()
})
