import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { password, type ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { portalTabs } from './portal-tab.ts'
import { hearing } from './sign-out.ts'

/** keycloak-js, as it comes from npm, in a real browser. */
export function browserChecks(here: () => ContractProvider): void {
  let browser: Browser
  let context: BrowserContext
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 390, height: 844 } })
    return () => context.close()
  })

  const { portal, type, signedIn, bearer, signIn, signOut } = portalTabs(here, () => context)

  test('a guest is told apart silently, without leaving the portal', async () => {
    expect(await signedIn(await portal())).toBe(false)
  })

  test('signing in leads back to the portal, with a token that the host believes', async () => {
    const tab = await signIn(await portal(), 'operator.uzda')
    expect([await signedIn(tab), await tab.evaluate('kc.tokenParsed.preferred_username')]).toEqual([
      true,
      'operator.uzda',
    ])
    const token = await here().identity.verify(await bearer(tab))
    expect([token.sid, [...token.rolesIn('uzda')]]).toEqual([await tab.evaluate('kc.sessionId'), ['operator']])
    expect(new URL(tab.url()).hash).toBe('')
  })

  test('a wrong password is told on the page, and the right one still opens', async () => {
    const tab = await portal()
    await tab.evaluate('void kc.login()')
    await type(tab, 'admin.zhodino', 'неверный пароль')
    await tab.locator('[role=alert], [aria-invalid=true]').first().waitFor()
    expect(new URL(tab.url()).origin + new URL(tab.url()).pathname).toContain(
      `${here().url}/realms/vmeste/login-actions/`,
    )
    expect(await tab.locator('[name=password]').inputValue()).toBe('')
    // Keycloak is done with an attempt a little after its answer, and lets a name try once at a time
    await tab.waitForTimeout(500)
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
    await signOut(one)
    expect(one.url().startsWith(`${here().portal}/auth/callback`)).toBe(true)
    await two.waitForFunction('window.loggedOut', null, { timeout: 8_000 })
    expect(await signedIn(await portal())).toBe(false)
  })

  test('the sign-out ends the tokens that live on the session, and the host refuses them at once', async () => {
    const tab = await signIn(await portal())
    const [token, refresh, sid] = [
      await bearer(tab),
      await tab.evaluate<string>('kc.refreshToken'),
      await tab.evaluate<string>('kc.sessionId'),
    ]
    const { heard, stop } = hearing(here().identity)
    await signOut(tab)
    await expect.poll(() => codeOf(here().identity, token), { interval: 20, timeout: 2_000 }).toBe('TOKEN_INVALID')
    expect(heard).toContain(sid)
    stop()
    const oidc = `${here().url}/realms/vmeste/protocol/openid-connect`
    expect(
      (
        await fetch(`${oidc}/token`, {
          method: 'POST',
          body: new URLSearchParams({ client_id: 'portal', grant_type: 'refresh_token', refresh_token: refresh }),
        })
      ).status,
    ).toBe(400)
    expect((await fetch(`${oidc}/userinfo`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })

  test('register() begins with a letter; the link in it makes the account and signs in with it', async () => {
    const newcomer = { email: 'browser@example.test', givenName: 'Алеся', password: 'четыре слова и точка' }
    const tab = await portal()
    await tab.evaluate('void kc.register()')
    await here().door.askAccountIn(tab, newcomer)
    await tab.goto(await here().linkTo(newcomer.email))
    await here().door.makeAccountIn(tab, newcomer)
    await portal(tab)
    expect([
      await signedIn(tab),
      await tab.evaluate('kc.tokenParsed.name'),
      await tab.evaluate('kc.tokenParsed.email'),
      await tab.evaluate('kc.tokenParsed.email_verified'),
    ]).toEqual([true, 'Алеся', newcomer.email, true])
    expect(await codeOf(here().identity, await bearer(tab))).toBe('accepted')
  })
}
