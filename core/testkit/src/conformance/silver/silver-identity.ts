import type { IdentityPort, VerifiedToken } from '@vmeste/host/identity'
import { fakeIdentity } from '../../fake-identity.ts'

/** Somebody with every role whom a furnishing plants to be erased: `planted.uzda`. */
export const plantedRole = 'planted'

/** Roles that every token carries along, as `docs/rights.md` says. */
const included: Readonly<Record<string, readonly string[]>> = {
  'department-head': ['executor'],
  'city-admin': ['operator', 'head'],
}

/**
 * The test identity, where a role brings along what it includes, and `all.<city>` has every role that there is.
 *
 * @param everything all roles that any permission is given to
 */
export function silverIdentity(everything: readonly string[]): IdentityPort {
  const verify = async (bearer: string): Promise<VerifiedToken> => {
    const token = await fakeIdentity.verify(bearer)
    return {
      ...token,
      rolesIn: (slug: string) => {
        const own = [...token.rolesIn(slug)]
        return new Set(
          own.flatMap((role) =>
            role === 'all' || role === plantedRole ? everything : [role, ...(included[role] ?? [])],
          ),
        )
      },
    }
  }
  return { ...fakeIdentity, verify }
}
