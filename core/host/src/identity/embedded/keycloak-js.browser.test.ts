import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { secondFactorAdmin } from './second-factor-admin.ts'
import { linkIn, password, startTestIdentity, type TestIdentity } from './test-identity.ts'
import { serveTestPortal } from './test-portal.ts'

let here: TestIdentity
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  here = await startTestIdentity()
  serveTestPortal(here.app, here.identity.portalConfig())
  await here.identity.users.create({ username: 'zoya', givenName: 'Зоя', password, cityRoles: [{ city: 'zhodino', role: 'operator' }] })
  await secondFactorAdmin(here.storage.pool('identity')).require(true, 'zhodino')
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
  const tab = page ?? await context.newPage()
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
  expect([await tab.evaluate('kc.tokenParsed.name'), await tab.evaluate('kc.tokenParsed.email_verified')]).toEqual(['Алеся', true])
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
  address.search = new URLSearchParams({ client_id: 'portal', redirect_uri: `${here.origin}/auth/callback`, response_type: 'code', scope: 'openid', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' }).toString()
  await tab.goto(address.href)
  await tab.getByLabel('Імя карыстальніка або пошта').fill('citizen')
  await tab.getByLabel('Пароль').fill(password)
  await tab.getByRole('button', { name: 'Увайсці', exact: true }).click()
  await tab.waitForURL((url) => url.pathname === '/auth/callback' && url.searchParams.has('code'))
})

test.each(['light', 'dark'] as const)('the pages of the door have no serious accessibility faults (%s)', async (colorScheme) => {
  await context.close()
  context = await browser.newContext({ locale: 'ru-RU', colorScheme, viewport: { width: 360, height: 740 }, bypassCSP: true })
  const tab = await portal()
  const audit = async () => {
    await tab.evaluate(axe.source)
    const faults = await tab.evaluate<{ id: string; impact: string }[]>('axe.run().then((r) => r.violations.map(({ id, impact }) => ({ id, impact })))')
    expect(faults.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
    expect(await tab.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  }
  await tab.evaluate('void kc.login()')
  await tab.getByLabel('Пароль').waitFor()
  await audit()
  await tab.getByLabel('Имя пользователя или почта').fill('citizen')
  await tab.getByRole('button', { name: 'Войти', exact: true }).click()
  await tab.getByRole('alert').waitFor()
  await audit()
  await tab.getByRole('link', { name: 'Забыли пароль?' }).click()
  await audit()
  await tab.goto(tab.url().replace('forgotten', 'login'))
  await tab.getByLabel('Имя пользователя или почта').fill('zoya')
  await tab.getByLabel('Пароль').fill(password)
  await tab.getByRole('button', { name: 'Войти', exact: true }).click()
  await tab.getByRole('heading', { name: 'Вход в два шага' }).waitFor()
  await audit()
  await tab.goto(tab.url().replace('enrol', 'login'))
  await tab.getByRole('link', { name: 'Создать', exact: true }).click()
  await tab.getByRole('button', { name: 'Прислать письмо' }).click()
  await tab.getByRole('alert').waitFor()
  await audit()
})
