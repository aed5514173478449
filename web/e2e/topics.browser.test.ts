import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-topics'
const topics = `/c/${city}/admin/topics`
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

test('a term is tried, saved, seen in the list and taken back', async () => {
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `admin.${city}`, `/c/${city}/admin`)
  await page.getByRole('link', { name: /^Темы и сроки/ }).click()
  await page.getByLabel('Найти тему').fill('площадка')
  await page.getByRole('link', { name: /^Детская площадка/ }).click()
  const fix = page.getByRole('group', { name: 'Исправить за' })
  await page.getByText(/^Исправить до:/).waitFor()
  const before = await page.getByText(/^Исправить до:/).innerText()
  await fix.getByLabel('Сколько').fill('30')
  await expect.poll(() => page.getByText(/^Исправить до:/).innerText()).not.toBe(before)
  await page.getByRole('button', { name: 'Сохранить тему' }).click()
  await page.getByText('Тема сохранена').waitFor()
  const row = page.locator('.v-topic[aria-current]')
  await row.getByText('30 раб. дн.').waitFor()
  await row.getByText('изменена городом').waitFor()
  await page.getByRole('button', { name: 'Как пришла с платформой' }).click()
  await row.getByText('5 раб. дн.').waitFor()
  await expect.poll(() => fix.getByLabel('Сколько').inputValue()).toBe('5')
  await page.getByRole('button', { name: 'Вернуть как было' }).click()
  await row.getByText('30 раб. дн.').waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('a topic of the city’s own is added and hidden; what is missing is said', async () => {
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `admin.${city}`, `${topics}/new`)
  await page.getByRole('button', { name: 'Сохранить тему' }).click()
  await page.locator('.v-summary').waitFor()
  await page.getByLabel('Название по-русски').fill('Фонтан')
  await page.getByLabel('Раздел', { exact: true }).selectOption('YARD')
  await page.getByLabel('Служба', { exact: true }).selectOption('HOUS')
  await page.getByRole('button', { name: 'Сохранить тему' }).click()
  await page.waitForURL(`**${topics}/YARD.N1`)
  await page.getByLabel('Предлагать жителям').click()
  await page.getByRole('button', { name: 'Сохранить тему' }).click()
  await page.getByRole('button', { name: 'Скрытые: 1' }).click()
  await page.locator('.v-topic', { hasText: 'Фонтан' }).waitFor()
  const { data } = await platform.ask<{ topics: { code: string }[] }>(city, '{ topics { code } }')
  expect(data.topics.map(({ code }) => code)).not.toContain('YARD.N1')
  expect(faults).toEqual([])
  await context.close()
}, 90_000)

test('a city without departments is told what comes first', async () => {
  const slug = 'uzda-topics-empty'
  const { host } = platform
  const { name, centre, brand } = host.store.bySlug(city)!.city
  await host.createCity({ slug, name, centre, brand, numberPrefix: 'УТ', demonstration: true }, [])
  await host.identity!.users.grant(`admin.${city}`, { city: slug, role: 'city-admin' })
  const { page, context } = await asGuest(browser, platform, { bypassCSP: true })
  await signIn(page, `admin.${city}`, `/c/${slug}/admin/topics`)
  await page.getByText(/^Готовые темы Беларуси уже здесь/).waitFor()
  await page.getByRole('button', { name: 'Без службы: 43' }).waitFor()
  expect(await audit(page)).toEqual([])
  await context.close()
}, 60_000)

test.each(
  [phone, desk].flatMap((viewport) => (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme }))),
)(
  'the list and a topic can be used by everybody: %o',
  async ({ viewport, colorScheme }) => {
    const { page, context } = await asGuest(browser, platform, { bypassCSP: true, viewport, colorScheme })
    await signIn(page, `admin.${city}`, topics)
    for (const [at, ready] of [
      ['', '.v-topic'],
      ['/YARD.CLEAN', '.v-topic-due'],
    ] as const) {
      await open(page, `${topics}${at}`)
      await page.locator(ready).first().waitFor()
      expect([at, await audit(page)]).toEqual([at, []])
      expect([at, await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')]).toEqual([
        at,
        false,
      ])
    }
    await context.close()
  },
  120_000,
)
