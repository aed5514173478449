import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { linkIn, password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { serveTestPortal } from '../../../test/doubles/bare-portal.ts'

let here: TestIdentity
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  here = await startTestIdentity()
  serveTestPortal(here.app, here.identity.portalConfig())
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await here.stop()
})
beforeEach(async () => {
  context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 390, height: 844 } })
  return () => context.close()
})

/** The portal, when keycloak-js has found out who is there. */
async function portal(page?: Page): Promise<Page> {
  const tab = page ?? (await context.newPage())
  if (!page) await tab.goto(`${here.origin}/auth/callback`)
  await tab.waitForURL((url) => url.pathname === '/auth/callback')
  await tab.waitForFunction('window.ready')
  expect(await tab.evaluate('window.failure')).toBeUndefined()
  return tab
}
const bearer = (tab: Page) => tab.evaluate<string>('kc.token')

test('register() begins with a letter; the link in it makes the account and signs in with it', async () => {
  const tab = await portal()
  await tab.evaluate('void kc.register()')
  await tab.getByLabel('Электронная почта').fill('new@example.test')
  await tab.getByRole('button', { name: 'Прислать письмо' }).click()
  await tab.getByRole('heading', { name: 'Загляните в почту' }).waitFor()
  await expect.poll(() => here.mails.length, { interval: 20 }).toBe(1)
  await tab.goto(linkIn(here.mails[0]!))
  await tab.getByLabel('Имя', { exact: true }).fill('Алеся')
  await tab.getByLabel('Пароль').fill('коротко')
  await tab.getByRole('button', { name: 'Создать учётную запись' }).click()
  await tab.getByRole('alert').getByText('Нужно не меньше 12 знаков').waitFor()
  expect(await tab.getByLabel('Имя', { exact: true }).inputValue()).toBe('Алеся')
  await tab.getByLabel('Пароль').fill('четыре слова и точка')
  await tab.getByRole('button', { name: 'Создать учётную запись' }).click()
  await portal(tab)
  expect([await tab.evaluate('kc.tokenParsed.name'), await tab.evaluate('kc.tokenParsed.email_verified')]).toEqual([
    'Алеся',
    true,
  ])
})

test('in the demonstration one click is enough', async () => {
  const tab = await portal()
  await tab.evaluate('void kc.login()')
  await tab.getByRole('button', { name: /Оператор, Узда/ }).click()
  await portal(tab)
  expect((await here.identity.verify(await bearer(tab))).rolesIn('uzda')).toEqual(new Set(['operator']))
})

test('without scripts the door opens too', async () => {
  await context.close()
  context = await browser.newContext({ locale: 'be', javaScriptEnabled: false })
  const tab = await context.newPage()
  const address = new URL(`${here.origin}/realms/vmeste/protocol/openid-connect/auth`)
  address.search = new URLSearchParams({
    client_id: 'portal',
    redirect_uri: `${here.origin}/auth/callback`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  }).toString()
  await tab.goto(address.href)
  await tab.getByLabel('Імя для ўваходу або пошта').fill('citizen')
  await tab.getByLabel('Пароль').fill(password)
  await tab.getByRole('button', { name: 'Увайсці', exact: true }).click()
  await tab.waitForURL((url) => url.pathname === '/auth/callback' && url.searchParams.has('code'))
})
