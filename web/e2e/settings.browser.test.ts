import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { kiosk } from '../../core/host/src/admin/settings/test-kiosk.ts'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, open, signIn } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'

let platform: Platform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(inject('postgres'), [kiosk]), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('an administrator sets a module that is off, takes a change back, and its key is never seen again', async () => {
  const { page, faults } = await asGuest(browser, platform, { bypassCSP: true, colorScheme: 'dark' })
  await signIn(page, 'admin.uzda', '/c/uzda/')
  await page.getByRole('navigation').getByRole('link', { name: 'Управление' }).click()
  await page.getByRole('link', { name: /^Модули/ }).click()
  const row = page.locator('.v-module', { hasText: 'Киоск' })
  await row.getByRole('button', { name: 'Включить…' }).click()
  await page.getByRole('dialog').getByText('нужна настройка «Ключ»').waitFor()
  expect(await page.getByRole('dialog').getByRole('button', { name: 'Включить', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Не менять' }).click()
  await row.getByRole('link', { name: 'Настройки' }).click()
  await page.getByRole('heading', { name: 'Настройки «Киоск»' }).waitFor()

  // what does not fit is told at its field, and what was typed outlives the page; the key does not
  await page.getByLabel('Радиус').fill('91')
  await page.getByLabel('Слова').fill('лавка\nочень длинное слово, длиннее двадцати знаков')
  await page.getByLabel('Ключ').fill('КЛЮЧ-ИЗ-ФОРМЫ')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Не больше 90.' }).waitFor()
  expect(await page.getByLabel('Радиус').getAttribute('aria-invalid')).toBe('true')
  await page.getByText('Строка 2: Слишком длинно').first().waitFor()
  expect(await audit(page)).toEqual([])
  await open(page, '/c/uzda/admin/modules/kiosk')
  expect(await page.getByLabel('Радиус').inputValue()).toBe('91')
  expect(await page.getByLabel('Ключ').inputValue()).toBe('')
  expect(JSON.stringify(await page.evaluate('({ ...localStorage, ...sessionStorage })'))).not.toContain('КЛЮЧ-ИЗ-ФОРМЫ')

  await page.getByLabel('Радиус').fill('10')
  await page.getByLabel('Слова').fill('лавка')
  await page.getByRole('switch', { name: 'Открыт' }).uncheck()
  await page.getByLabel('Сторона').selectOption({ label: 'правая' })
  await page.getByLabel('Ключ').fill('КЛЮЧ-ИЗ-ФОРМЫ')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено. Уже действует.').waitFor()
  const history = page.locator('.v-settings-history')
  await history.getByText(/«Радиус»: 15.м → 10.м/).waitFor()
  for (const line of [
    '«Открыт»: Да → Нет',
    '«Сторона»: левая → правая',
    '«Слова»: пусто → лавка',
    '«Ключ»: задано новое значение',
  ])
    await history.getByText(line).waitFor()
  await page.getByText('Задано и скрыто').waitFor()
  expect(await page.content()).not.toContain('КЛЮЧ-ИЗ-ФОРМЫ')

  await page.getByRole('button', { name: 'Отменить', exact: true }).click()
  await history.getByText(/«Радиус»: 10.м → 15.м/).waitFor()
  await expect.poll(() => page.getByLabel('Радиус').inputValue()).toBe('15')
  await history.getByRole('button', { name: 'Вернуть как было' }).first().click()
  await expect.poll(() => page.getByLabel('Радиус').inputValue()).toBe('10')
  expect(await audit(page)).toEqual([])

  // a colleague is quicker: told once, then saved over what is on the screen
  await page.getByLabel('Радиус').fill('12')
  const { data } = await platform.ask<{ moduleSettings: { version: string } }>(
    'uzda',
    '{ moduleSettings(module: "kiosk") { version } }',
    {},
    'admin.uzda',
  )
  await platform.ask(
    'uzda',
    'mutation ($expected: String!) { changeModuleSettings(module: "kiosk", values: { radius: 33 }, expected: $expected) { __typename } }',
    { expected: data.moduleSettings.version },
    'admin.uzda',
  )
  await history.getByText(/«Радиус»: 10.м → 33.м/).waitFor()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByRole('alert').getByText('изменил кто-то другой').waitFor()
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await history.getByText(/«Радиус»: 33.м → 12.м/).waitFor()

  await page.getByRole('link', { name: 'Все службы города' }).click()
  await row.getByRole('button', { name: 'Включить…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Включить', exact: true }).click()
  await page.getByText('Включено: «Киоск»', { exact: true }).waitFor()
  expect(faults).toEqual([])
})
