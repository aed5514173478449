import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notes } from '../../core/host/test/notes-plugin.ts'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, signIn } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'

let platform: Platform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(inject('postgres'), [notes]), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
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
  await remove.click()
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
