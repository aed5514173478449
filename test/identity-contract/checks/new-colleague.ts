import type { Page } from 'playwright-core'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { launchBrowser } from '@vmeste/testkit/browser'
import { expect, inject, test } from 'vitest'
import { demonstrationPassword } from '../../../demo/src/accounts/demonstration-accounts.ts'
import { enter, newColleague } from '../../../web/e2e/new-colleague.ts'
import { startPlatform } from '../../../web/e2e/platform.ts'
import type { KeycloakProvider } from '../keycloak-provider.ts'

const chosen = 'длинная фраза из слов'

/** Must hold 5 on a real Keycloak: its own letter, its own pages, the same portal. */
export function newColleagueChecks(here: () => KeycloakProvider): void {
  /** The letter's page, the new password, and back to the portal, where nobody is signed in yet. */
  const accept = async (page: Page, link: string, email: string): Promise<void> => {
    await page.goto(link)
    const password = page.locator('[name=password-new]')
    const onward = page.locator('#kc-info-message a, #kc-content a').first()
    await password.or(onward).first().waitFor()
    if (!(await password.isVisible())) await onward.click()
    await password.fill(chosen)
    await page.locator('[name=password-confirm]').fill(chosen)
    await page.locator('[name=password-confirm]').press('Enter')
    await page.locator('#kc-info-message a, #kc-content a').first().click()
    await page.waitForURL(/localhost/)
    await page.goto('/c/uzda/')
    await enter(page, email, chosen)
  }

  test('a colleague invited by the administrator is at work minutes later, and out at once', async () => {
    const origin = await here().movePortal()
    const platform = await startPlatform(inject('postgres'), [], {
      origin,
      identity: keycloakIdentity(here().hostOptions),
      // Keycloak takes no brackets in a name
      asPerson: (user) => ({
        ...user,
        ...(user.familyName ? { familyName: user.familyName.replace(/ \(.*\)/, '') } : {}),
      }),
    })
    await using browser = await launchBrowser()
    try {
      const took = await newColleague(browser, platform, {
        passwordOf: () => demonstrationPassword,
        linkFor: (email) => here().linkTo(email),
        accept,
      })
      console.log(`Keycloak: from the invitation to the open inbox ${(took / 1000).toFixed(1)} s`)
      // what was shown with the letter is kept: the address is theirs
      expect(await here().identity.users.find('vera.lis@example.test')).toMatchObject({ invited: false, cityRoles: [] })
    } finally {
      await platform.stop()
    }
  }, 300_000)

  test('an invitation that Keycloak cannot send leaves nobody behind', async () => {
    const { users } = await here().hostAtPortal()
    await here().withoutMail(async () => {
      await expect(
        users.invite({
          email: 'nobody@example.test',
          givenName: 'Вера',
          city: 'uzda',
          cityName: 'Узда',
          roles: ['executor'],
          lang: 'ru',
        }),
      ).rejects.toMatchObject({ code: 'LETTER_NOT_SENT' })
    })
    expect(await users.find('nobody@example.test')).toBeUndefined()
  })

  test('a known address gets the role only when its owner has shown that it is theirs', async () => {
    const { users } = await here().hostAtPortal()
    const invite = (email: string, city: string) =>
      users.invite({ email, givenName: 'Вера', city, cityName: city, roles: ['operator'], lang: 'ru' })
    await here().addUnproven('unproven@example.test')
    await expect(invite('unproven@example.test', 'uzda')).rejects.toMatchObject({ code: 'EMAIL_UNPROVEN' })
    const first = await invite('both@example.test', 'uzda')
    expect([first.known, first.letter, first.user.invited]).toEqual([false, undefined, true])
    const second = await invite('both@example.test', 'zhodino')
    expect([second.known, second.user.cityRoles.length]).toEqual([false, 2])
    const ours = await invite('olga@example.test', 'uzda')
    expect([ours.known, ours.user.username, ours.letter, ours.unsent]).toEqual([true, 'operator.uzda', undefined, true])
  })
}
