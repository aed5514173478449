import type { Page } from 'playwright-core'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { portalRoutes, readPortal } from '@vmeste/host/portal'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import { launchBrowser } from '@vmeste/testkit/browser'
import { buildPortal } from '@vmeste/web/build'
import { expect, inject, test } from 'vitest'
import { root } from '../../workspace.ts'
import type { KeycloakProvider } from '../keycloak-provider.ts'
import { password } from '../provider.ts'
import { ShiftingClock } from '../shifting-clock.ts'
import { visitorAt } from './visitor.ts'

const webRoot = `${root}/web`

/** The product itself, with its own content policy, at a Keycloak on another origin. */
export function realPortalChecks(here: () => KeycloakProvider): void {
  const startHost = async (): Promise<TestHost & { origin: string }> => {
    await buildPortal({ modules: [] })
    const [built, origin] = await Promise.all([readPortal(webRoot, []), here().movePortal()])
    const city = await createTestHost({
      postgres: inject('postgres'),
      cities: [uzda, zhodino],
      units: [identityUnit],
      port: Number(new URL(origin).port),
      host: {
        origin,
        clock: new ShiftingClock(),
        identity: keycloakIdentity(here().hostOptions),
        packageFolders: [webRoot],
        portal: (parts) => portalRoutes(parts, built),
      },
    })
    return { ...city, origin }
  }
  const name = (page: Page) => page.locator('.v-person-name')

  test('people sign in to the portal, come back silently, the graph knows their city and no other, and nobody after the sign-out', async () => {
    const city = await startHost()
    await using browser = await launchBrowser()
    try {
      const page = await browser.newPage({ baseURL: city.origin, locale: 'ru-RU' })
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      await page.goto('/c/uzda/')
      await page.getByRole('button', { name: 'Войти', exact: true }).click()
      await page.locator('[name=username]').fill('operator.uzda')
      await page.locator('[name=password]').fill(password)
      await page.locator('[name=password]').press('Enter')
      await name(page).waitFor()
      await page.reload()
      await name(page).waitFor()
      expect(complaints).toEqual([])

      const somebody = visitorAt(here())
      const { access_token: as, id_token } = await somebody.signIn('operator.uzda', password)
      const rolesIn = async (slug: string) =>
        (await city.graph<{ me: { username: string; roles: string[] } }>(slug, '{ me { username roles } }', {}, { as }))
          .data.me
      expect(await rolesIn('uzda')).toEqual({ username: 'operator.uzda', roles: ['operator'] })
      expect(await rolesIn('zhodino')).toEqual({ username: 'operator.uzda', roles: [] })

      await here().door.signOut(somebody, id_token)
      await expect
        .poll(async () => (await city.graph('uzda', '{ me { username } }', {}, { as })).status, {
          interval: 20,
          timeout: 2_000,
        })
        .toBe(401)
    } finally {
      await city.stop()
    }
  })
}
