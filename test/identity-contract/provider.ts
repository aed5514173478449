import type { KeyObject } from 'node:crypto'
import type { IdentityPort } from '@vmeste/host/identity'
import type { Door } from './doors/door.ts'

/** A key pair of the provider's own, as it signs with it and publishes it. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
}

/** One more host beside the provider, just started: it knows no key yet. */
export interface FreshHost {
  readonly identity: IdentityPort
  /** How often it has fetched keys. */
  keyRequests(): number
  /** Lets its clock go on, or back. */
  advance(milliseconds: number): void
  /** From now on whoever is asked for keys takes the question and never answers. */
  hang(): void
}

/** What the contract needs of a provider to be tried on it. Everything else it learns as any client does. */
export interface ContractProvider {
  /** Origin of the provider; the portal's, where the host listens, may be another. */
  readonly url: string
  readonly portal: string
  readonly gatewaySecret: string
  readonly identity: IdentityPort
  /** What people do on its pages. */
  readonly door: Door
  /** Whether sign-outs are told to the host by signed tokens, because they happen elsewhere. */
  readonly tellsSignOuts: boolean
  freshHost(): Promise<FreshHost>
  /** The link in the next letter that came to an address. */
  linkTo(address: string): Promise<string>
  /** How many letters to an address lie unread. */
  lettersTo(address: string): number
  /** Somebody who can sign in and has never shown that the address is theirs. */
  addUnproven(email: string): Promise<void>
  /** As if the time had passed for which somebody is shut out. */
  forgetAttempts(username: string): Promise<void>
  /** What it signs with now: so a check can make a token that only its content gives away. */
  signingKey(): Promise<SigningKey>
  /** A newer key signs from now on; the older ones stay published. */
  rotateKeys(): Promise<void>
  /** Only the newest key is published from now on. */
  withdrawOldKeys(): Promise<void>
  stop(): Promise<void>
}

/** Password of everybody in the checks. */
export const password = 'правильный конь 42'

/** Adds people that the checks meet: the same on every provider. */
export async function addPeople({ users }: IdentityPort): Promise<void> {
  await users.create({
    username: 'citizen',
    givenName: 'Иван',
    familyName: 'Петров',
    email: 'ivan@example.test',
    password,
  })
  for (const [username, email, city, role] of [
    ['operator.uzda', 'olga@example.test', 'uzda', 'operator'],
    ['admin.zhodino', 'anna@example.test', 'zhodino', 'city-admin'],
  ] as const) {
    await users.create({
      username,
      givenName: 'Ольга',
      familyName: 'Ковалёва',
      email,
      password,
      cityRoles: [{ city, role }],
    })
  }
}
