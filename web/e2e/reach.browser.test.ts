import type { Browser, Page } from 'playwright-core'
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

/** Headless browsers know no push service: what they would be given stands here. */
const fakePush = (page: Page, permission: 'granted' | 'denied') =>
  page.addInitScript(`{
    let mine = null
    const b64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const keys = { p256dh: b64([4, ...new Uint8Array(64).fill(7)]), auth: b64(new Uint8Array(16).fill(7)) }
    const endpoint = 'https://push.example/' + crypto.randomUUID()
    PushManager.prototype.subscribe = async (options) => {
      if (!options.userVisibleOnly || options.applicationServerKey.length !== 87) throw new Error('not asked rightly')
      return (mine = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => true })
    }
    PushManager.prototype.getSubscription = async () => mine
    Object.defineProperty(Notification, 'permission', { get: () => '${permission === 'denied' ? 'denied' : 'default'}' })
    Notification.requestPermission = async () => '${permission}'
  }`)

test('news come to this device once it is switched on, and no more once it is switched off', async () => {
  const { page, context, faults } = await asGuest(browser, platform)
  await fakePush(page, 'granted')
  await signIn(page, `executor.${city}`, `/c/${city}/reach`)
  await page.getByRole('button', { name: 'Включить уведомления' }).press('Enter')
  await page.getByText('Этот браузер скажет, когда будут новости').waitFor()
  expect(await audit(page)).toEqual([])
  await page.getByRole('button', { name: 'Выключить' }).press('Enter')
  await page.getByRole('button', { name: 'Включить уведомления' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('without an account a report is followed from its own page; a browser that forbids it says so in words', async () => {
  const { data } = await platform.ask<{ r: { secret: string } }>(
    city,
    'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { secret } ... on Problem { message } } }',
    { i: { submissionKey: crypto.randomUUID(), object: 'UZ-0047', tile: 'SWING', anywayNew: true } },
  )
  const at = `${platform.origin}/c/${city}/t/${data.r.secret}`
  const guest = await asGuest(browser, platform)
  await fakePush(guest.page, 'granted')
  await guest.page.setViewportSize({ width: 360, height: 800 })
  await guest.page.goto(at)
  await guest.page.locator('html[data-app]').waitFor()
  await guest.page.getByText('Сообщить на это устройство').click()
  await guest.page.getByRole('button', { name: 'Включить уведомления' }).click()
  await guest.page.getByText('Этот браузер скажет, когда будут новости').waitFor()
  expect(await audit(guest.page)).toEqual([])
  expect(guest.faults).toEqual([])
  await guest.context.close()

  const wary = await asGuest(browser, platform)
  await fakePush(wary.page, 'denied')
  await wary.page.goto(at)
  await wary.page.locator('html[data-app]').waitFor()
  await wary.page.getByText('Сообщить на это устройство').click()
  await wary.page.getByText('уведомления от этого сайта запрещены').waitFor()
  await wary.context.close()
})

test('Telegram is offered where the city has set a bot, and what is wrong with it is said in words', async () => {
  const executor = `executor.${city}`
  const { page, context } = await asGuest(browser, platform)
  await signIn(page, executor, `/c/${city}/reach`)
  await page.getByRole('heading', { name: 'Уведомления на этом устройстве' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Telegram' }).count()).toBe(0)
  const { data } = await platform.ask<{ moduleSettings: { version: string } }>(
    city,
    '{ moduleSettings(module: "civic") { version } }',
    {},
    `admin.${city}`,
  )
  await platform.ask(
    city,
    'mutation ($v: JSON!, $e: String!) { changeModuleSettings(module: "civic", values: $v, expected: $e) { __typename } }',
    { v: { telegramToken: '1:no-such-bot' }, e: data.moduleSettings.version },
    `admin.${city}`,
  )
  await page.reload()
  await page.getByRole('button', { name: 'Подключить Telegram' }).press('Enter')
  await page.getByText('Telegram в этом городе сейчас не подключён').waitFor()
  expect(await audit(page)).toEqual([])
  await context.close()
})
