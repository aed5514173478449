import { Router } from 'express'
import { Problem } from '@vmeste/sdk'
import type { IdentityPort, VerifiedToken } from '@vmeste/host/identity'

const issuer = 'https://identity.test/realms/vmeste'

/** Key of a test person in the platform's tables. */
export const keyOfTestPerson = (username: string): string => `${issuer}|${username}`

/**
 * Stands in for a provider where signing in is not what is tested: the bearer is the user name,
 * and `operator.uzda` is an operator of Узда by that very name. Anything without a dot is a citizen, and
 * `platform-admin` runs the platform.
 */
export const fakeIdentity: IdentityPort = {
  router: () => Router(),
  verify: async (bearer): Promise<VerifiedToken> => {
    if (!/^[a-z][a-z0-9.+-]{1,60}$/.test(bearer)) {
      throw new Problem(
        'TOKEN_INVALID',
        { ru: 'Войдите ещё раз.', be: 'Увайдзіце яшчэ раз.', en: 'Please sign in again.' },
        { kind: 'notAllowed' },
      )
    }
    const [role, city] = bearer.split('+')[0]!.split('.')
    return {
      key: keyOfTestPerson(bearer),
      name: `Test ${bearer}`,
      username: bearer,
      email: `${bearer}@example.test`,
      emailVerified: true,
      assurance: 'PHONE',
      realmRoles: new Set(['citizen', ...(bearer === 'platform-admin' ? [bearer] : [])]),
      issuedAt: new Date(),
      expiresAt: new Date(Date.now() + 300_000),
      rolesIn: (slug) => new Set(city === slug && role ? rolesOf(role) : []),
    }
  },
  portalConfig: () => ({
    url: 'https://identity.test',
    realm: 'vmeste',
    clientId: 'portal',
    redirectPath: '/auth/callback',
  }),
  users: undefined as never,
  stop: async () => undefined,
}

const rolesOf = (role: string): string[] =>
  (
    { admin: ['city-admin'], head: ['head'], operator: ['operator'], executor: ['executor'] } as Record<
      string,
      string[]
    >
  )[role] ?? [role]
