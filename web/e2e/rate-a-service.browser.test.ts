import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { Hand } from './hand.ts'
import { asGuest, open, phone, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'
import { answerElsewhere } from './staff-work.ts'

const city = 'uzda-rate-a-service'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
  await turn(true)
})

const turn = async (enabled: boolean): Promise<void> => {
  const { data } = await platform.ask<{ r: { __typename: string } }>(
    city,
    'mutation ($on: Boolean!) { r: changeModules(changes: [{ module: "ratings", enabled: $on }]) { __typename } }',
    { on: enabled },
    `admin.${city}`,
  )
  expect(data.r.__typename).toBe('ModulesChanged')
}
const submit =
  'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { number trackingPath } ... on Problem { message } } }'
async function answered(object: string, tile: string, contact?: { email: string; consent: boolean }): Promise<string> {
  const { data } = await platform.ask<{ r: { number: string; trackingPath: string } }>(city, submit, {
    i: { submissionKey: crypto.randomUUID(), object, tile, anywayNew: true, contact },
  })
  await answerElsewhere(platform, data.r.number, city)
  return `/c/${city}${data.r.trackingPath}`
}
const criteria = [
  'Простота и понятность',
  'Доступность информации',
  'Соблюдение срока',
  'Вежливость и доброжелательность',
] as const

test('it is fixed, and it is rated on the same page: yes, four rows of stars, send; everybody sees it', async () => {
  const guest = await asGuest(browser, platform)
  const { page } = guest
  await open(page, await answered('UZ-0048', 'SWING'))
  const hand = new Hand()
  const question = page.getByRole('form', { name: 'Исправлено?' })
  expect(await question.getByText('Оцените, если хотите').isVisible(), 'nobody is asked twice').toBe(false)
  await hand.tap(question.getByRole('button', { name: 'Да, исправлено' }))
  const stars = page.getByRole('region', { name: 'Как сработали?' })
  await stars.waitFor()

  await stars.getByRole('button', { name: 'Отправить' }).click()
  await stars.getByRole('alert').getByText('поставьте от одной звезды').first().waitFor()
  for (const name of criteria)
    await hand.tap(
      stars
        .getByRole('group', { name })
        .locator('label')
        .nth(name.startsWith('Соблюдение') ? 3 : 4),
    )
  await stars.getByLabel('Несколько слов').fill('Починили за день')
  await hand.tap(stars.getByRole('button', { name: 'Отправить' }))
  await page.getByText('Спасибо, оценка учтена').waitFor()
  expect(hand.done.length, hand.done.join(', ')).toBeLessThanOrEqual(6)

  await page.getByRole('link', { name: /ЖКХ/ }).last().click()
  await page.waitForURL(/\/m\/ratings\/of\/HOUS/)
  await page.getByText('оценил 1 человек').first().waitFor()
  await page.getByText('4,8').first().waitFor()
  await page.getByText('Отзывов пока нет').waitFor()

  const operator = await asGuest(browser, platform)
  await signIn(operator.page, `operator.${city}`, `/c/${city}/m/ratings/comments?q=TO_READ`)
  await operator.page.getByRole('button', { name: 'Показать всем' }).click()
  await operator.page.getByText('Всё прочитано').waitFor()
  await open(page, `/c/${city}/m/ratings/of/HOUS`)
  await page.getByText('Починили за день').waitFor()
  await open(page, `/c/${city}/m/ratings/`)
  await page.getByRole('heading', { name: 'Пока без места' }).waitFor()
  expect([...guest.faults, ...operator.faults]).toEqual([])
  for (const { context } of [guest, operator]) await context.close()
})

test('an invitation works without JavaScript: finished HTML, what is missing is said, thanks', async () => {
  const tracking = await answered('UZ-0047', 'SWING', { email: 'olga@example.test', consent: true })
  await platform.ask(city, 'mutation ($s: String!) { confirmReport(secret: $s) { __typename } }', {
    s: tracking.split('/').at(-1),
  })
  await platform.host.events.idle()
  const mail = await platform.ask<{ outbox: { href: string | null }[] }>(
    city,
    '{ outbox { href } }',
    {},
    `admin.${city}`,
  )
  const link = mail.data.outbox.find(({ href }) => href?.includes('/r/'))!.href!
  const context = await browser.newContext({
    baseURL: platform.origin,
    javaScriptEnabled: false,
    viewport: phone,
    locale: 'ru-RU',
  })
  const page = await context.newPage()
  await page.goto(link.startsWith('/c/') ? link : `/c/${city}${link}`)
  await page.getByRole('heading', { level: 1, name: 'Как сработали?' }).waitFor()
  for (const name of criteria.slice(1)) await page.getByRole('group', { name }).locator('label').nth(2).click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('alert').getByText('Простота и понятность: поставьте').waitFor()
  expect(await page.getByRole('radio', { checked: true }).count(), 'what was ticked stays').toBe(3)
  await page.getByRole('group', { name: criteria[0] }).locator('label').nth(2).click()
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByText('Спасибо, оценка учтена').waitFor()
  await page.reload()
  await page.getByText('Спасибо, оценка учтена').waitFor()
  expect((await page.goto(`/c/${city}/r/nothing`))?.status()).toBe(404)
  await context.close()
})

test('where ratings are off nothing of them shows, and the question asks for its own stars', async () => {
  await turn(false)
  const guest = await asGuest(browser, platform)
  await open(guest.page, await answered('UZ-0049', 'SWING'))
  await guest.page
    .getByRole('form', { name: 'Исправлено?' })
    .getByRole('radio', { name: '5 из 5' })
    .waitFor({ state: 'attached' })
  expect(await guest.page.getByText('Оцените, если хотите').isVisible()).toBe(true)
  expect(await guest.page.getByRole('link', { name: 'Оценки служб' }).count()).toBe(0)
  // it comes while the page is open
  await turn(true)
  await guest.page.getByText('Оцените, если хотите').waitFor({ state: 'hidden' })
  expect(guest.faults).toEqual([])
  await guest.context.close()
})
