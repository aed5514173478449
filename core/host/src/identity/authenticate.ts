import type { Actor, Person } from '@vmeste/sdk'
import type { Authenticate } from '../http/city-request.ts'
import { signInFirst } from '../problems.ts'
import type { IdentityPort } from './identity-port.ts'

/** The session an actor came with; modules never see it. */
export interface ActorSession { readonly sid?: string; readonly expiresAt: Date }
const sessions = new WeakMap<Actor, ActorSession>()
export const sessionOf = (actor: Actor): ActorSession | undefined => sessions.get(actor)

/** A bearer's rights in one city: from that city's own entry in the token, and nothing of any other. */
export function authenticateWith(identity: IdentityPort | undefined): Authenticate {
  return async (bearer, { city }): Promise<Person> => {
    if (!identity) throw signInFirst()
    const token = await identity.verify(bearer)
    const person: Person = {
      kind: 'person', key: token.key, name: token.name, username: token.username, assurance: token.assurance,
      ...(token.email ? { email: token.email } : {}), roles: token.rolesIn(city.slug),
    }
    sessions.set(person, { ...(token.sid ? { sid: token.sid } : {}), expiresAt: token.expiresAt })
    return person
  }
}
