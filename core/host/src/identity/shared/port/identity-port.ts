import type { Assurance, Lang, Text } from '@vmeste/sdk'
import type { Router } from 'express'
import type { PhoneAccounts } from './phone-accounts.ts'

/**
 * What the platform believes about a bearer after checking it; nothing else of the token reaches the rest of the host.
 */
export interface VerifiedToken {
  /** `<iss>|<sub>`: the key of a person in every table. */
  readonly key: string
  readonly name: string
  readonly username: string
  readonly email?: string
  /** Only when the provider says so. */
  readonly emailVerified?: true
  readonly assurance: Assurance
  /** Roles of the whole platform (`citizen`, `platform-admin`). They give no right inside a city. */
  readonly realmRoles: ReadonlySet<string>
  /** Coarse roles in one city, from that city's own entry in the token and from nowhere else. */
  rolesIn(citySlug: string): ReadonlySet<string>
  /** The sign-in session; long connections of it close when it ends. Tokens made by `issueToken` have none. */
  readonly sid?: string
  /** When it was made, whole seconds: what was taken from the person later is still in it. */
  readonly issuedAt: Date
  /** After this a long connection must be closed; skew included. */
  readonly expiresAt: Date
}

/** A way in that the provider itself leads to: an identity provider behind Keycloak, by its alias there. */
export interface Broker {
  readonly alias: string
  /** «Войти через …» */ readonly title: Text
}

/** What keycloak-js in the portal is started with. */
export interface PortalIdentity {
  /** Base of the Keycloak addresses. */
  readonly url: string
  readonly realm: string
  readonly clientId: string
  /** The only address the provider ever returns to, after sign-in and after sign-out: `/auth/callback`. */
  readonly redirectPath: string
  /** What to ask for; without it the provider's own defaults are enough. */
  readonly scope?: string
  /** Offered beside the provider's own sign-in; the alias goes there as `kc_idp_hint`. */
  readonly brokers?: readonly Broker[]
}

/** One account that a visitor of the demonstration may step into. */
export interface DemonstrationAccount {
  readonly username: string
  /** Who it is: «Оператор, Узда». */
  readonly title: Text
  /** Where they work, and as what; nothing for whoever belongs to no city. */
  readonly city?: { readonly name: Text; readonly role: Text }
}

export interface IdentityMail {
  readonly to: string
  readonly lang: Lang
  readonly subject: string
  readonly text: string
}

/** A city role of an account. */
export interface CityRole {
  readonly city: string
  readonly role: string
}

export interface NewUser {
  /** Lower case letters, digits, `.`, `-`, `_`, `@`, `+`; 1–120 characters. */
  readonly username: string
  readonly givenName: string
  readonly familyName?: string
  readonly email?: string
  /** Without one nobody can sign in by password. At least 12 characters. */
  readonly password?: string
  readonly realmRoles?: readonly string[]
  readonly cityRoles?: readonly CityRole[]
  readonly assurance?: Assurance
  /** Invented person of the demonstration. */
  readonly demonstration?: boolean
}

export interface User {
  readonly id: string
  /** `<iss>|<sub>` */
  readonly key: string
  readonly username: string
  readonly givenName: string
  readonly familyName: string
  readonly email?: string
  /** Its owner has shown that they read it, or whoever made the account answers for it. */
  readonly emailVerified?: true
  readonly enabled: boolean
  /** Was invited and has not chosen a password yet: nobody can sign in with it. */
  readonly invited: boolean
  readonly demonstration: boolean
  readonly realmRoles: readonly string[]
  readonly cityRoles: readonly CityRole[]
}

/** Somebody a city wants to work with. */
export interface Invitation {
  readonly email: string
  readonly givenName: string
  readonly familyName?: string
  readonly city: string
  /** Name of the city, in the language of the letter. */
  readonly cityName: string
  /** At least one. */
  readonly roles: readonly string[]
  readonly lang: Lang
}
export interface Invited {
  readonly user: User
  /** There was an account with this address: it got the roles, and keeps its name and its password. */
  readonly known: boolean
  /** The letter to an invented person, in the demonstration: shown to whoever invited. */
  readonly letter?: IdentityMail
  /**
   * No letter could leave: whoever runs the platform hands it over (`vmeste letter`). It is never shown to anybody
   * else.
   */
  readonly unsent?: boolean
}

/** The accounts. Roles take effect with the next token: after five minutes at most. */
export interface IdentityUsers {
  /** @throws Problem `USERNAME_TAKEN`, `EMAIL_TAKEN`, `USERNAME_INVALID`, `PASSWORD_WEAK` */
  create(user: NewUser): Promise<User>
  find(username: string): Promise<User | undefined>
  findByKey(key: string): Promise<User | undefined>
  /** By their address, in whatever case it is typed; whether it was ever shown to be theirs `emailVerified` says. */
  findByEmail(email: string): Promise<User | undefined>
  /**
   * Gives somebody roles in one city by their address. A new account has no password and so no power: a link in a
   * letter, good once for three days, lets its reader choose one. Invited again, they get a new link. A known account
   * gets the roles and a letter that says so.
   * @throws Problem `EMAIL_INVALID`, `NAME_INVALID`, `ROLE_INVALID`, `EMAIL_TAKEN`, `USERNAME_TAKEN`; `EMAIL_UNPROVEN`
   *   when the address belongs to an account whose owner never showed that they read it; `LETTER_NOT_SENT`, and then
   *   nothing has been made
   */
  invite(invitation: Invitation): Promise<Invited>
  /**
   * Accounts by user name.
   * @param page `limit` at most 100; `after` is the last user name of the page before
   */
  list(page: { readonly city?: string; readonly after?: string; readonly limit: number }): Promise<readonly User[]>
  setPassword(username: string, password: string): Promise<void>
  /** A disabled account cannot sign in or refresh, and its sessions end. */
  setEnabled(username: string, enabled: boolean): Promise<void>
  grant(username: string, role: CityRole): Promise<void>
  withdraw(username: string, role: CityRole): Promise<void>
}

export interface KeyRotation {
  /**
   * The old key got out: the new one signs now and the old one is believed no more. Everybody's tokens are fetched
   * anew.
   */
  readonly atOnce?: boolean
}
export interface RotatedKeys {
  readonly kid: string
  readonly signsFrom: Date
  /** Until when tokens of the old key are believed. */ readonly oldUntil: Date
}

/** The one door between the host and whoever knows people: a real Keycloak or the embedded provider. */
export interface IdentityPort {
  /**
   * Serves `/realms/vmeste/…`, or with a Keycloak elsewhere the address where it tells of sign-outs; mount it at the
   * root, before any body parser.
   */
  router(): Router
  /**
   * Checks a bearer: signature, issuer, audience, authorised party, type, times, revocation.
   * @param bearer the token alone, without `Bearer `
   * @throws Problem `TOKEN_EXPIRED`, `TOKEN_INVALID`, `IDENTITY_UNAVAILABLE`
   * @example const token = await identity.verify(header.slice('Bearer '.length))
   */
  verify(bearer: string): Promise<VerifiedToken>
  portalConfig(): PortalIdentity
  readonly users: IdentityUsers
  /**
   * Addresses of those who run the platform, at most 20: for letters about its state. Absent where the provider cannot
   * say.
   */
  administrators?(): Promise<readonly string[]>
  /** Telephone numbers of the accounts; absent where the provider keeps none. */
  readonly phones?: PhoneAccounts
  /**
   * An access token for an account, by the same signature as after a sign-in. Demonstration only; absent elsewhere.
   * @param seconds how long it lives, at most 3600
   */
  issueToken?(username: string, seconds?: number): Promise<string>
  /**
   * Calls when a sign-in session ends before its tokens do, on whichever host: what hangs on it must end, too.
   * @returns the way to stop listening
   */
  onSessionEnd?(listener: (sid: string) => void): () => void
  /**
   * Makes a new signing key: published now, used a minute later, while the old one is believed until its last token is
   * over. Absent where the keys are somebody else's.
   * @throws VmesteError `VMESTE_KEYS_ROTATING` while an earlier new key is not in use yet
   */
  rotateKeys?(rotation?: KeyRotation): Promise<RotatedKeys>
  /**
   * The letter somebody real waits for where none can leave, with a new link in it, good once: for a command of whoever
   * runs the platform. Absent where letters are somebody else's.
   * @param login user name or e-mail
   * @throws Problem `USER_UNKNOWN`
   */
  handOver?(login: string, lang: Lang): Promise<IdentityMail>
  /** Ends timers and waits for what they started. The pool belongs to the host. */
  stop(): Promise<void>
}
