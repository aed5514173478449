import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLockFile } from '../../core/host/src/storage/embedded/lock-file.ts'
import { asGuest, open } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'

/** A host of its own, and a database, because this test ends it. */
let folder = ''
let postgres: EmbeddedPostgres, platform: Platform, browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-outage-'))
  postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
  ;[platform, browser] = await Promise.all([startPlatform(postgres.url), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('what is sent while the database is gone is kept in the browser and leaves it by itself, once', async () => {
  const { page, context } = await asGuest(browser, platform)
  await open(page, '/c/uzda/o/UZ-0049')
  await page.locator('.ap-tile').first().click()
  const owner = new Client({ connectionString: postgres.superuserUrl })
  await owner.connect()
  await owner.query('checkpoint') // this server is careless for speed
  await owner.end()
  await rename(postgres.folder, `${postgres.folder}.away`)
  process.kill((await readLockFile(`${postgres.folder}.away`))!.pid, 'SIGKILL')
  await expect.poll(async () => (await fetch(`${platform.origin}/health/ready`)).status, { timeout: 15_000 }).toBe(503)
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Нет связи — сохранили' }).waitFor()
  await rename(`${postgres.folder}.away`, postgres.folder)
  // nobody touches the page: it sends again by itself
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor({ timeout: 80_000 })
  const { data } = await platform.ask<{ place: { openReports: unknown[] } }>(
    'uzda',
    '{ place(code: "UZ-0049") { openReports { id } } }',
  )
  expect(data.place.openReports).toHaveLength(1)
  await context.close()
})
