import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { notes } from '../../core/host/test/notes-plugin.ts'
import { kiosk } from '../../core/host/test/doubles/kiosk-plugin.ts'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, open, signIn } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'

/** A host of its own: two modules of tests are installed on it. */
let platform: Platform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(inject('postgres'), [kiosk, notes]), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('what is chosen among the services of the city is chosen by name', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, 'admin.uzda', '/c/uzda/admin/modules/appeals')
  const duty = page.getByLabel('Кто отвечает за проверку')
  await duty.locator('option', { hasText: 'Все, кто может проверять' }).waitFor({ state: 'attached' })
  const service = (await duty.locator('option').nth(1).innerText()).trim()
  await duty.selectOption({ label: service })
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.locator('.v-settings-history').getByText(`«Кто отвечает за проверку»: пусто → ${service}`).waitFor()
  expect(faults).toEqual([])
  await context.close()
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

  await page.getByRole('link', { name: 'Все модули города' }).click()
  await row.getByRole('button', { name: 'Включить…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Включить', exact: true }).click()
  await page.getByText('Включено: «Киоск»', { exact: true }).waitFor()
  expect(faults).toEqual([])
})

test('an administrator sees how a module is, and takes the data of one that is off out and away', async () => {
  const { host } = platform
  const uzda = host.store.bySlug('uzda')!.city.id
  for (let i = 0; i < 3; i++) host.health.failed('appeals', uzda, 'error')
  const client = await host.storage.pool('notes').connect()
  await client.query('begin')
  await client.query(`select set_config('app.city', $1, true)`, [String(uzda)])
  await client.query(`insert into notes.note (id, text) select gen_random_uuid(), 'заметка' from generate_series(1, 7)`)
  await client.query('commit')
  client.release()

  const { page, faults } = await asGuest(browser, platform, { bypassCSP: true, viewport: { width: 360, height: 740 } })
  await signIn(page, 'admin.uzda', '/c/uzda/admin/modules')
  await page.locator('.v-module', { hasText: 'Сообщения жителей' }).getByText('Бывают сбои. Часто ошибается.').waitFor()
  const row = page.locator('.v-module', { hasText: 'Заметки' })
  await row.getByRole('button', { name: 'Удалить данные…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('note: 7').waitFor()
  const remove = dialog.getByRole('button', { name: 'Удалить навсегда' })
  expect(await remove.isDisabled()).toBe(true)
  await dialog.getByLabel('Или напишите').fill('без выгрузки')
  expect(await remove.isDisabled()).toBe(false)
  await dialog.getByLabel('Или напишите').fill('')
  expect(await audit(page)).toEqual([])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Скачать выгрузку' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^uzda-notes-.*\.jsonl\.gz$/)
  await dialog.getByText(/Выгружено .*строк: 7/).waitFor()
  // beside the copies it could not be written down: whoever has deleted reads that before they go on
  vi.spyOn(host.erasures, 'spread').mockResolvedValue([
    { file: '/backup/erasures', reason: 'no room', code: 'ENOSPC', away: false },
  ])
  await remove.click()
  await dialog.getByText('Рядом с резервными копиями это пока не записано.').waitFor()
  expect(await audit(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Понятно' }).click()
  await page.getByText('Данные удалены: «Заметки»').waitFor()
  expect(
    (
      await host.storage
        .pool('core')
        .query(`select detail->>'deleted' as deleted from core.audit where action = 'core.modules.purge'`)
    ).rows,
  ).toEqual([{ deleted: '7' }])
  expect(faults).toEqual([])
})
