import { keyOfSigns, totpCode } from '../../../core/host/test/doubles/totp-app.ts'
import type { Arrival, TestVisitor } from '../../../core/host/test/doubles/visitor.ts'
import { afterPassword, askSignOut, openRegistration, type Door, type Newcomer } from './door.ts'

/** Above what it hides by scripts, a page of Keycloak has one form that matters. */
const send = async (
  somebody: TestVisitor,
  page: string,
  fields: Record<string, string>,
  action?: string,
): Promise<Arrival> => somebody.arrive(await somebody.post(page, fields, action))
const plain = (text: string) => text.replaceAll('&amp;', '&')
const valueOf = (page: string, name: string) =>
  plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '')
/** People are asked for a user name too; the address is what they sign in with. */
const profileOf = ({ email, givenName }: Newcomer) => ({
  username: email.replace(/@.*/, ''),
  email,
  firstName: givenName,
  lastName: '',
})

/** Opens a letter's link; in a browser that did not ask for it there is one page more, with a link to go on. */
async function open(somebody: TestVisitor, link: string): Promise<Arrival> {
  const opened = await somebody.arrive(await somebody.request(link))
  const on = /<a\b[^>]*href="([^"]*login-actions\/action-token[^"]*)"/.exec(opened.page)?.[1]
  return on === undefined || opened.status >= 400 ? opened : somebody.arrive(await somebody.request(plain(on)))
}
async function follow(somebody: TestVisitor, link: string, password: string): Promise<Arrival> {
  const opened = await open(somebody, link)
  return opened.page.includes('name="password-new"')
    ? send(somebody, opened.page, { 'password-new': password, 'password-confirm': password })
    : opened
}

/** The pages of Keycloak. */
export const keycloakDoor: Door = {
  askAccount: async (somebody, newcomer) => send(somebody, await openRegistration(somebody), profileOf(newcomer)),
  makeAccount: (somebody, link, { password }) => follow(somebody, link, password),
  async askPassword(somebody, username) {
    const { page } = await somebody.open()
    const asked = await somebody.arrive(
      await somebody.request(plain(/href="([^"]*reset-credentials[^"]*)"/.exec(page)?.[1] ?? '')),
    )
    return send(somebody, asked.page, { username })
  },
  setPassword: follow,
  async setUpSecondStep(somebody, login, code) {
    const { page } = await afterPassword(somebody, login, { kc_action: 'CONFIGURE_TOTP' })
    const totpSecret = valueOf(page, 'totpSecret')
    const key = keyOfSigns(totpSecret)
    const shown = await send(somebody, page, { totp: code ?? totpCode(key), totpSecret, userLabel: '' })
    const codes = valueOf(shown.page, 'generatedRecoveryAuthnCodes')
    if (codes === '') return { key, spare: [], arrival: shown }
    const arrival = await send(somebody, shown.page, {
      generatedRecoveryAuthnCodes: codes,
      generatedAt: valueOf(shown.page, 'generatedAt'),
      userLabel: valueOf(shown.page, 'userLabel'),
    })
    return { key, spare: codes.split(','), arrival }
  },
  typeCode: (somebody, page, code) =>
    send(somebody, page, { otp: code, selectedCredentialId: valueOf(page, 'selectedCredentialId') }),
  async typeSpareCode(somebody, page, code) {
    const ways = await send(somebody, page, { tryAnotherWay: 'on' })
    const [, second = ''] = [...ways.page.matchAll(/name="authenticationExecution" value="([^"]+)"/g)].map(
      ([, id]) => id,
    )
    const asked = await send(somebody, ways.page, { authenticationExecution: second })
    return send(somebody, asked.page, { recoveryCodeInput: code })
  },
  signOut: askSignOut,
  asksCode: (page) => page.includes('name="otp"'),
  async askAccountIn(tab, newcomer) {
    for (const [name, value] of Object.entries(profileOf(newcomer))) await tab.locator(`[name=${name}]`).fill(value)
    await tab.locator('#kc-register-form [type=submit]').click()
  },
  async makeAccountIn(tab, { password }) {
    for (const name of ['password-new', 'password-confirm']) await tab.locator(`[name=${name}]`).fill(password)
    await tab.locator('[name=password-confirm]').press('Enter')
  },
}
