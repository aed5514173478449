import { createPrivateKey } from 'node:crypto'
import { SignJWT } from 'jose'
import { uuidv7 } from '@vmeste/sdk'
import { userUnknown } from '../shared/accounts/account-problems.ts'
import type { AccountStore } from './accounts/account-store.ts'
import { portalClient, realmPath } from './options/embedded-options.ts'
import type { PrivateJwk } from './keys/signing-keys.ts'
import { accessClaims } from './provider/account-claims.ts'
import { realmScope } from './provider/realm-scope.ts'

const longest = 3_600

/** Makes access tokens for invented people, so that anyone can try the graph with curl. */
export const tokenIssuer =
  ({
    accounts,
    keys,
    origin,
    now,
  }: {
    accounts: AccountStore
    keys: () => readonly PrivateJwk[]
    origin: string
    now: () => number
  }) =>
  async (username: string, seconds = longest): Promise<string> => {
    const account = await accounts.byUsername(username)
    const [key] = keys()
    if (!account?.enabled || !account.demonstration || !key) throw userUnknown()
    const issued = Math.floor(now() / 1000)
    return new SignJWT({ ...accessClaims(account, { azp: portalClient, scope: realmScope, origin }) })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt' })
      .setIssuer(`${origin}${realmPath}`)
      .setSubject(account.id)
      .setJti(uuidv7())
      .setIssuedAt(issued)
      .setExpirationTime(issued + Math.min(Math.max(1, Math.floor(seconds)), longest))
      .sign(createPrivateKey({ key, format: 'jwk' }))
  }
