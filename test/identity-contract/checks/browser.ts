import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { password, type ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'

/** keycloak-js, as it comes from npm, in a real browser. */
export function browserChecks(here: () => ContractProvider): void {
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => { browser = await launchBrowser() })
  afterAll(() => browser.close())
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 390, height: 844 } })
    return () => context.close()
  })

  /** The portal, when keycloak-js has found out who is there. */
  const portal = async (page?: Page): Promise<Page> => {
    const tab = page ?? await context.newPage()
    if (!page) await tab.goto(`${here().portal}/auth/callback`)
    await tab.waitForURL((url) => url.origin === here().portal && url.pathname === '/auth/callback')
    await tab.waitForFunction('window.ready')
    expect(await tab.evaluate('window.failure')).toBeUndefined()
    return tab
  }
  const signedIn = (tab: Page) => tab.evaluate('window.signedIn')
  const bearer = (tab: Page) => tab.evaluate<string>('kc.token')
  const type = async (tab: Page, username: string, secret: string): Promise<void> => {
    await tab.locator('[name=username]:not(button)').fill(username)
    await tab.locator('[name=password]').fill(secret)
    await tab.locator('[name=password]').press('Enter')
  }
  const signIn = async (tab: Page, username = 'citizen'): Promise<Page> => {
    await tab.evaluate('void kc.login()')
    await type(tab, username, password)
    return portal(tab)
  }

  test('a guest is told apart silently, without leaving the portal', async () => { expect(await signedIn(await portal())).toBe(false) })

  test('signing in leads back to the portal, with a token that the host believes', async () => {
    const tab = await signIn(await portal(), 'operator.uzda')
    expect([await signedIn(tab), await tab.evaluate('kc.tokenParsed.preferred_username')]).toEqual([true, 'operator.uzda'])
    const token = await here().identity.verify(await bearer(tab))
    expect([token.sid, [...token.rolesIn('uzda')]]).toEqual([await tab.evaluate('kc.sessionId'), ['operator']])
    expect(new URL(tab.url()).hash).toBe('')
  })

  test('a wrong password is told on the page, and the right one still opens', async () => {
    const tab = await portal()
    await tab.evaluate('void kc.login()')
    await type(tab, 'admin.zhodino', 'неверный пароль')
    await tab.locator('[role=alert], [aria-invalid=true]').first().waitFor()
    expect(new URL(tab.url()).origin + new URL(tab.url()).pathname).toContain(`${here().url}/realms/vmeste/login-actions/`)
    expect(await tab.locator('[name=password]').inputValue()).toBe('')
    await type(tab, 'admin.zhodino', password)
    expect(await signedIn(await portal(tab))).toBe(true)
  })

  test('a refresh gives a new token of the same session, and the profile can be read', async () => {
    const tab = await signIn(await portal())
    const [first, sid] = [await bearer(tab), await tab.evaluate('kc.sessionId')]
    expect(await tab.evaluate('kc.updateToken(-1)')).toBe(true)
    expect(await bearer(tab)).not.toBe(first)
    expect((await here().identity.verify(await bearer(tab))).sid).toBe(sid)
    expect(await tab.evaluate('kc.loadUserInfo().then((info) => info.name)')).toBe('Иван Петров')
    expect(await tab.evaluate('kc.loadUserProfile().then((profile) => profile.firstName)')).toBe('Иван')
  })

  test('after a reload the session is found again silently, and the frame that watches it does not take it for another', async () => {
    const tab = await signIn(await portal())
    const sid = await tab.evaluate('kc.sessionId')
    await tab.reload()
    await portal(tab)
    expect([await signedIn(tab), await tab.evaluate('kc.sessionId')]).toEqual([true, sid])
    await tab.waitForTimeout(2_500) // two rounds of the frame
    expect(await tab.evaluate('window.loggedOut')).toBeUndefined()
  })

  test('a second tab is signed in by itself, hears of the sign-out in the first, and nobody is signed in afterwards', async () => {
    const one = await signIn(await portal())
    const two = await portal()
    expect(await signedIn(two)).toBe(true)
    expect(await codeOf(here().identity, await bearer(two))).toBe('accepted')
    await one.evaluate('void kc.logout()')
    await one.waitForFunction('window.ready && window.signedIn === false', null, { timeout: 15_000 })
    expect(one.url().startsWith(`${here().portal}/auth/callback`)).toBe(true)
    await two.waitForFunction('window.loggedOut', null, { timeout: 8_000 })
    expect(await signedIn(await portal())).toBe(false)
  })

  test('the sign-out ends the tokens that live on the session', async () => {
    const tab = await signIn(await portal())
    const [token, refresh] = [await bearer(tab), await tab.evaluate<string>('kc.refreshToken')]
    await tab.evaluate('void kc.logout()')
    await tab.waitForFunction('window.ready && window.signedIn === false', null, { timeout: 15_000 })
    const oidc = `${here().url}/realms/vmeste/protocol/openid-connect`
    expect((await fetch(`${oidc}/token`, { method: 'POST', body: new URLSearchParams({ client_id: 'portal', grant_type: 'refresh_token', refresh_token: refresh }) })).status).toBe(400)
    expect((await fetch(`${oidc}/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })
}
