import pg from 'pg'
import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { asGuest, desk, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-messages'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
})

test('an administrator describes the gateway, tries it, and reads what came of it', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await signIn(page, `admin.${city}`, `/c/${city}/admin/modules`)
  await page.getByRole('link', { name: 'Общие настройки: СМС и звонки' }).click()
  await page.getByRole('heading', { name: 'Настройки «Городские службы»' }).waitFor()
  await page.getByLabel('Адрес шлюза СМС').fill('sms.example')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page
    .getByRole('alert')
    .getByRole('link', { name: /^Адрес начинается с https/ })
    .waitFor()
  await page.getByLabel('Адрес шлюза СМС').fill('https://sms.example/send')
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Сохранено. Уже действует.').waitFor()
  await page.getByLabel('Ваш мобильный телефон').fill('8 029 123-45-67')
  await page.getByRole('button', { name: 'Отправить пробное СМС' }).click()
  await page.getByRole('status').getByText('Это демонстрация: отсюда ничего не уходит').waitFor()
  expect(await audit(page)).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('staff see how a resident was told, and print the letter that e-mail could not bring', async () => {
  const { data } = await platform.ask<{ r: { id: string } }>(
    city,
    'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id } } }',
    {
      i: {
        submissionKey: crypto.randomUUID(),
        object: 'UZ-0047',
        tile: 'SWING',
        anywayNew: true,
        contact: { phone: '+375291234567', consent: true },
      },
    },
  )
  await platform.host.events.idle()
  const owner = new pg.Client({ connectionString: platform.databaseUrl })
  await owner.connect()
  const {
    rows: [made],
  } = await owner.query<{ letter: string }>(
    `with place as (select id from core.city where slug = $1),
      asked as (insert into civic.task (city, id, module, key, kind, subject, title, permission, created_at)
        select id, gen_random_uuid(), 'appeals', 'undelivered:x', 'letter', $2, '{"ru":"Письмо","be":"Ліст","en":"Letter"}',
          'civic.tasks', now() from place returning city, id)
    insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, about, created_at, failed_at, error,
      attempts, task, otherwise)
    select city, gen_random_uuid(), 'x', 'volha@mail.example', 'EMAIL', 'ru', 'Сообщение: есть ответ',
      e'Качели починили.\n\nПосмотрите и скажите: исправлено?', $2, now(), now(), 'BOUNCED 5.1.1', 1, id,
      '{"post":{"name":"Вольга Н.","address":"222510, Узда, ул. Мира, 3-7"}}' from asked returning id as letter`,
    [city, `appeals:Report:${data.r.id}`],
  )
  await owner.end()
  const { page, context, faults } = await asGuest(browser, platform, { viewport: desk })
  await signIn(page, `executor.${city}`, `/c/${city}/m/appeals/inbox/${data.r.id}`)
  const told = page.locator('.ap-told')
  await told.getByText('Не дошло, поручено сообщить').waitFor()
  await told.getByText('Почта вернула письмо').waitFor()
  await told.getByText('v***@mail.example').waitFor()
  await told.getByText('***67').first().waitFor()
  expect(await audit(page)).toEqual([])

  await open(page, `/c/${city}/tasks?letter=${made!.letter}`)
  await page.getByText('222510, Узда, ул. Мира, 3-7').waitFor()
  await page.getByRole('button', { name: 'Напечатать' }).waitFor()
  expect(await audit(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.v-paper-acts').isVisible()).toBe(false)
  expect(await page.locator('.v-paper').isVisible()).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

test('where the city sends no messages, whoever leaves a phone is promised a call', async () => {
  const quiet = 'uzda-calls'
  await platform.addCity(quiet)
  const owner = new pg.Client({ connectionString: platform.databaseUrl })
  await owner.connect()
  await owner.query('update core.city set demonstration = false, revision = revision + 1 where slug = $1', [quiet])
  await owner.end()
  const { id } = platform.host.store.bySlug(quiet)!.city
  await platform.host.store.refresh(id)
  const { page, context, faults } = await asGuest(browser, platform)
  await open(page, `/c/${quiet}/o/UZ-0047`)
  await page.getByText('Качели сломаны').first().click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('heading', { name: 'Спасибо, приняли' }).waitFor()
  await page.getByText('Сообщить мне, когда исправят').click()
  await page.getByText('СМС город не отправляет: позвоним, когда ответят.').waitFor()
  await page.getByLabel('или мобильный телефон').fill('8 029 123-45-67')
  await page.getByRole('checkbox').check()
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: 'Сохранить' }).click()
  await page.getByText('Готово. Позвоним, когда по сообщению ответят.').waitFor()
  await page.locator('.ap-sent-head').getByRole('link').click()
  await page.getByText('СМС здесь не отправляем. Когда по сообщению ответят, вам позвонят.').waitFor()
  expect(await page.getByRole('button', { name: 'Получить код' }).count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})
