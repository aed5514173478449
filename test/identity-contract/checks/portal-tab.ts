import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { password, type ContractProvider } from '../provider.ts'

/** keycloak-js in a tab, and what people do with it. */
export function portalTabs(here: () => ContractProvider, context: () => BrowserContext) {
  /** The portal, when keycloak-js has found out who is there. */
  const portal = async (page?: Page): Promise<Page> => {
    const tab = page ?? (await context().newPage())
    if (!page) await tab.goto(`${here().portal}/auth/callback`)
    await tab.waitForURL((url) => url.origin === here().portal && url.pathname === '/auth/callback')
    await tab.waitForFunction('window.ready')
    expect(await tab.evaluate('window.failure')).toBeUndefined()
    return tab
  }
  const type = async (tab: Page, username: string, secret: string): Promise<void> => {
    await tab.locator('[name=username]:not(button)').fill(username)
    await tab.locator('[name=password]').fill(secret)
    await tab.locator('[name=password]').press('Enter')
  }
  return {
    portal,
    type,
    signedIn: (tab: Page) => tab.evaluate('window.signedIn'),
    bearer: (tab: Page) => tab.evaluate<string>('kc.token'),
    async signIn(tab: Page, username = 'citizen'): Promise<Page> {
      await tab.evaluate('void kc.login()')
      await type(tab, username, password)
      return portal(tab)
    },
    async signOut(tab: Page): Promise<void> {
      await tab.evaluate('void kc.logout()')
      await tab.waitForFunction('window.ready && window.signedIn === false', null, { timeout: 15_000 })
    },
  }
}
