import pg from 'pg'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { demonstrationPassword } from '../../demo/src/accounts/demonstration-accounts.ts'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, desk, open, phone, signIn } from './people.ts'
import { startPlatform, type Platform } from './platform.ts'

/** A host of its own: its disk is nearly full, and its letters fail when they are told to. */
let platform: Platform
let browser: Browser
const letters: string[] = []
const mail = { works: true }
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([
    startPlatform(inject('postgres'), [], {
      status: {
        mail: {
          send: async ({ to }) => {
            if (!mail.works) throw Object.assign(new Error('no such server'), { code: 'ECONNREFUSED' })
            letters.push(to)
          },
          greet: async () => undefined,
        },
        readDisk: async () => ({ usedBytes: 96e9, freeBytes: 4e9 }),
        tuning: { freshMs: 0 },
      },
    }),
    launchBrowser(),
  ])
  await platform.host.identity!.users.create({
    username: 'lidia',
    password: demonstrationPassword,
    givenName: 'Лидия',
    email: 'lidia@mail.example',
    realmRoles: ['platform-admin'],
  })
  const owner = new pg.Client({ connectionString: platform.databaseUrl })
  await owner.connect()
  // as a handler leaves one behind that has failed too often
  await owner.query(`with event as (insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at, relayed_at)
      select id, gen_random_uuid(), nextval('core.outbox_position'), 'appeals.report.answered@1', 'appeals:Report:1',
        '{}', 'guest', now(), now() from core.city where slug = 'uzda' returning city, id, position)
    insert into core.delivery (city, event, subscriber, position, state, attempts, last_error)
      select city, id, 'ratings/offline-handler', position, 'dead', 8, 'VMESTE_HANDLER_TIMEOUT' from event`)
  await owner.end()
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

test('whoever runs the platform finds what is red, writes to themselves, and replays a delivery by keyboard alone', async () => {
  const { page, faults } = await asGuest(browser, platform, { bypassCSP: true, viewport: desk })
  await signIn(page, 'lidia', '/c/uzda/')
  await page.getByRole('navigation').getByRole('link', { name: 'Управление' }).click()
  await page.getByRole('link', { name: 'Состояние' }).click()
  const whole = page.getByRole('region', { name: 'Платформа' })
  await whole.getByText('Есть красные строки.').waitFor()
  // red comes first, and says in words that it is
  expect(
    await whole.locator('.v-state-line').evaluateAll((lines) =>
      lines
        .slice(0, 2)
        .map((line) => line.dataset['check'])
        .sort(),
    ),
  ).toEqual(['deliveries', 'disk'])
  expect(await whole.locator('[data-check=disk]').innerText()).toMatch(
    /Нужна помощь\s+Диск\s+Занято\s96\s%,\sсвободно\s3,7\sГБ\.\s+Освободите место/,
  )
  expect(await page.getByRole('region', { name: 'Город' }).count()).toBe(0) // no silent right in a city
  expect(await audit(page)).toEqual([])

  const send = whole.getByRole('button', { name: 'Отправить пробное письмо' })
  await send.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Письмо ушло на l***@mail.example').waitFor()
  expect(letters).toEqual(['lidia@mail.example'])
  mail.works = false
  await send.focus()
  await page.keyboard.press('Enter')
  await whole.getByRole('alert').getByText('Письмо не ушло: ECONNREFUSED').waitFor()
  mail.works = true

  const dead = page.getByRole('region', { name: 'Не доставлено' })
  await dead.getByText('VMESTE_HANDLER_TIMEOUT').waitFor()
  await dead.getByRole('button', { name: 'Доставить снова' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Доставляем снова.').waitFor()
  await dead.waitFor({ state: 'detached' })
  expect(faults).toEqual([])
  await page.context().close()
})

test('at 360 px and in the dark it reads as well, in each language', async () => {
  const { page } = await asGuest(browser, platform, { bypassCSP: true, viewport: phone, colorScheme: 'dark' })
  await signIn(page, 'lidia', '/c/uzda/admin/status')
  for (const [lang, title] of [
    ['ru', 'Состояние'],
    ['be', 'Стан'],
    ['en', 'State'],
  ] as const) {
    await open(page, `/c/uzda/admin/status?lang=${lang}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.locator('.v-state-line').first().waitFor()
    expect(await audit(page)).toEqual([])
  }
  await page.context().close()
})

test('a city’s administrator sees the city’s lines and where they are mended; an operator finds nothing', async () => {
  const { page } = await asGuest(browser, platform, { bypassCSP: true, viewport: desk })
  await signIn(page, 'admin.uzda', '/c/uzda/admin/status')
  const city = page.getByRole('region', { name: 'Город: Узда' })
  await city.locator('.v-state-line').first().waitFor()
  expect(
    await city.locator('.v-state-line').evaluateAll((lines) => lines.map((line) => line.dataset['check']).sort()),
  ).toEqual(['calendar', 'deliveries', 'mail', 'messages', 'modules'])
  await city.getByRole('link', { name: 'Модули' }).waitFor()
  expect(await page.getByRole('region', { name: 'Платформа' }).count()).toBe(0)
  await page.context().close()
  const other = await asGuest(browser, platform, { viewport: desk })
  await signIn(other.page, 'operator.uzda', '/c/uzda/admin/status')
  await other.page.locator('main .v-empty').waitFor()
  await other.context.close()
})
