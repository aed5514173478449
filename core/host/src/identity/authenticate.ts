import type { Person } from '@vmeste/sdk'
import type { Authenticate } from '../http/city-request.ts'
import { signInFirst } from '../problems.ts'
import type { IdentityPort } from './identity-port.ts'

/** A bearer's rights in one city: from that city's own entry in the token, and nothing of any other. */
export function authenticateWith(identity: IdentityPort | undefined): Authenticate {
  return async (bearer, { city }): Promise<Person> => {
    if (!identity) throw signInFirst()
    const token = await identity.verify(bearer)
    return {
      kind: 'person', key: token.key, name: token.name, username: token.username, assurance: token.assurance,
      ...(token.email ? { email: token.email } : {}), roles: token.rolesIn(city.slug),
    }
  }
}
