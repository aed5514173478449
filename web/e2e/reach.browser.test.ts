import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-reach'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

const mine = async () =>
  (
    await platform.ask<{ myReach: Record<string, unknown> }>(
      city,
      '{ myReach { lang email pace quietFrom quietUntil unchosen } }',
      {},
      `executor.${city}`,
    )
  ).data.myReach

test.each([360, 1280])('how to be told is chosen by keyboard at %i px and holds after a reload', async (width) => {
  const { page, context, faults } = await asGuest(browser, platform)
  await page.setViewportSize({ width, height: 800 })
  await signIn(page, `executor.${city}`, `/c/${city}/account`)
  await page.getByRole('link', { name: 'Как мне сообщать' }).press('Enter')
  await page.getByRole('heading', { name: 'Как мне сообщать' }).waitFor()
  const letters = page.getByRole('switch', { name: 'Письма на почту' })
  const before = await letters.isChecked()
  await letters.press('Space')
  await page.getByLabel('Когда сообщать').selectOption('Сразу')
  await page.getByLabel('Не беспокоить с').selectOption('22:00')
  await page.getByLabel('Не беспокоить до').selectOption('7:00')
  await page.getByRole('button', { name: 'Сохранить' }).press('Enter')
  await page.getByText('Запомнили, как вам сообщать').waitFor()
  expect(await mine()).toEqual({
    lang: 'ru',
    email: !before,
    pace: 'NOW',
    quietFrom: 22,
    quietUntil: 7,
    unchosen: false,
  })
  await page.reload()
  await page.locator('.v-reach').waitFor()
  expect(await letters.isChecked()).toBe(!before)
  expect(await audit(page)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await page.getByLabel('Не беспокоить с').selectOption('Можно в любое время')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await expect.poll(async () => (await mine())['quietUntil']).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})
