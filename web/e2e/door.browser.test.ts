import type { Browser } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { audit } from '../../test/a11y/audit.ts'
import { appReady, asGuest, open, signIn } from './people.ts'
import type { SharedPlatform } from './platform.ts'
import { sharedPlatform } from './shared-platform.ts'

const city = 'uzda-door'
let platform: SharedPlatform
let browser: Browser
beforeAll(async () => {
  ;({ platform, browser } = await sharedPlatform(city))
}, 120_000)

test('the door shows the city one comes from and leads back to it', async () => {
  const { context, page } = await asGuest(browser, platform)
  await open(page, `/c/${city}/`)
  const brand = await page.evaluate<string>(`getComputedStyle(document.documentElement).getPropertyValue('--brand')`)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await page.getByRole('heading', { name: 'Вход' }).waitFor()
  expect(await page.locator('.sign').getAttribute('href')).toBe(`/c/${city}/`)
  expect(await page.locator('.sign').innerText()).toBe('Узда')
  expect(await page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--brand')`)).toBe(brand)
  await signIn(page, `operator.${city}`, `/c/${city}/`)
  expect(new URL(page.url()).pathname).toBe(`/c/${city}/`)
  await context.close()
})

test('a way in through another provider has a button of its own, which leads straight there', async () => {
  const { context, page, faults } = await asGuest(browser, platform)
  // as the host writes it with VMESTE_IDENTITY_HINTS, which takes a Keycloak
  await page.route(`**/c/${city}/account`, async (route) => {
    const response = await route.fetch()
    const brokers = JSON.stringify([
      { alias: 'state', title: { ru: 'Госуслуги', be: 'Дзяржпаслугі', en: 'State services' } },
    ])
    await route.fulfill({
      response,
      body: (await response.text()).replace('"redirectPath":', `"brokers":${brokers},"redirectPath":`),
    })
  })
  await open(page, `/c/${city}/account`)
  const asked = page.waitForRequest(
    (request) =>
      request.url().includes('/protocol/openid-connect/auth') &&
      request.isNavigationRequest() &&
      request.frame() === page.mainFrame(),
  )
  await page.getByRole('button', { name: 'Войти через Госуслуги' }).click()
  expect(new URL((await asked).url()).searchParams.get('kc_idp_hint')).toBe('state')
  expect(faults).toEqual([])
  await context.close()
})

test('at another address than the platform’s own nobody tries in vain: it is said, with the way there', async () => {
  const { context, page, faults } = await asGuest(browser, platform, { bypassCSP: true })
  const other = platform.origin.replace('localhost', '127.0.0.1')
  expect(other).not.toBe(platform.origin)
  await open(page, `${other}/c/${city}/`)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await page.waitForURL(`${other}/c/${city}/account`)
  await page.getByRole('heading', { name: 'Здесь войти не получится' }).waitFor()
  expect(await audit(page)).toEqual([])
  await page.getByRole('link', { name: platform.origin }).click()
  await page.waitForURL(`${platform.origin}/c/${city}/account`)
  await page.getByRole('button', { name: 'Войти', exact: true }).last().click()
  await page.getByRole('heading', { name: 'Вход' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 60_000)

test('on plain http away from home the portal says that nobody can sign in, and names the command that mends it', async () => {
  const { context, page } = await asGuest(browser, platform)
  // as on http://192.168.…: the same pages from an origin that browsers do not hold for safe
  await page.route('http://town.test/**', async (route) => {
    if (route.request().url().endsWith('/stream')) return route.abort() // a live line would never be fetched to its end
    const response = await route.fetch({ url: route.request().url().replace('http://town.test', platform.origin) })
    await route.fulfill({ response })
  })
  await page.goto(`http://town.test/c/${city}/`)
  await appReady(page)
  await page.getByRole('button', { name: 'Войти', exact: true }).click()
  await page.getByText('Здесь войти не получится').waitFor()
  expect(await page.locator('.v-command').innerText()).toBe(
    'caddy reverse-proxy --from https://town.test --to localhost:80 --internal-certs',
  )
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  // an answer that is on its way would find its page gone
  await page.unrouteAll({ behavior: 'wait' })
  await context.close()
})
