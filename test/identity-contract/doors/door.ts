import type { Page } from 'playwright-core'
import type { Arrival, TestVisitor } from '../../../core/host/test/doubles/visitor.ts'

/** Who registers. */
export interface Newcomer {
  readonly email: string
  readonly givenName: string
  readonly password: string
}

/** A second step that was just set up. */
export interface SecondStep {
  /** For the app, in base32. */
  readonly key: string
  /** To be written down. */
  readonly spare: readonly string[]
  /** Back in the portal, or the page that is in the way. */
  readonly arrival: Arrival
}

/** What people do on a provider's pages without scripts. The pages differ; what comes of it does not. */
export interface Door {
  /** Asks for an account, as far as the letter. */
  askAccount(somebody: TestVisitor, newcomer: Newcomer): Promise<Arrival>
  /** Opens the letter's link and makes the account. */
  makeAccount(somebody: TestVisitor, link: string, newcomer: Newcomer): Promise<Arrival>
  /** Asks for a new password, as far as the letter. */
  askPassword(somebody: TestVisitor, login: string): Promise<Arrival>
  /** Opens the letter's link and sets the password. */
  setPassword(somebody: TestVisitor, link: string, password: string): Promise<Arrival>
  /**
   * From the sign-in page that was asked with `kc_action=CONFIGURE_TOTP`; the code is the right one unless another is
   * given.
   */
  setUpSecondStep(
    somebody: TestVisitor,
    login: { username: string; password: string },
    code?: string,
  ): Promise<SecondStep>
  /** From the page after the password: a code of the app. */
  typeCode(somebody: TestVisitor, page: string, code: string): Promise<Arrival>
  /** From the page after the password: a spare code. */
  typeSpareCode(somebody: TestVisitor, page: string, code: string): Promise<Arrival>
  /** Signs out as the portal does, with the ID token. */
  signOut(somebody: TestVisitor, idToken: string): Promise<Arrival>
  /** Whether a page asks for a code. */
  asksCode(page: string): boolean
  /** In a browser, at the first page of the registration: fills it in, as far as the letter. */
  askAccountIn(tab: Page, newcomer: Newcomer): Promise<void>
  /** In a browser, behind the letter's link. */
  makeAccountIn(tab: Page, newcomer: Newcomer): Promise<void>
}

/** From the sign-in page to whatever follows a good password. */
export async function afterPassword(
  somebody: TestVisitor,
  login: { username: string; password: string },
  more: Record<string, string> = {},
): Promise<Arrival> {
  const { page } = await somebody.open(more)
  return somebody.arrive(await somebody.post(page, login))
}

/** The portal's way to sign out, as far as the first page in the way. */
export async function askSignOut(somebody: TestVisitor, idToken: string): Promise<Arrival> {
  const query = new URLSearchParams({
    client_id: 'portal',
    id_token_hint: idToken,
    post_logout_redirect_uri: somebody.back,
  })
  return somebody.arrive(await somebody.request(`${somebody.realm}/protocol/openid-connect/logout?${query.toString()}`))
}

/** The registration's own address, as keycloak-js knows it. */
export const openRegistration = async (somebody: TestVisitor): Promise<string> =>
  (await somebody.arrive(await somebody.request(somebody.authAddress().replace('/auth?', '/registrations?')))).page
