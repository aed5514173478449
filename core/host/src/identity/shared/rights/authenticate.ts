import type { Actor, City, Person } from '@vmeste/sdk'
import { signInFirst } from '../../../problems/access.ts'
import type { IdentityPort } from '../port/identity-port.ts'
import type { RightsTaken } from './rights-taken.ts'

/** Turns a bearer into a person with rights in this city; a bad one is a refusal, never a guest. */
export type Authenticate = (bearer: string, city: City) => Promise<Actor>

/** The session an actor came with; modules never see it. */
export interface ActorSession {
  readonly sid?: string
  readonly expiresAt: Date
  /** Roles of the whole platform. */ readonly realmRoles: ReadonlySet<string>
}
const sessions = new WeakMap<Actor, ActorSession>()
export const sessionOf = (actor: Actor): ActorSession | undefined => sessions.get(actor)

/**
 * A bearer's rights in one city: from that city's own entry in the token and nothing of any other, less what was taken
 * since it was made.
 */
export function authenticateWith(
  identity: IdentityPort | undefined,
  rights: Pick<RightsTaken, 'rolesLeft'>,
): Authenticate {
  return async (bearer, city): Promise<Person> => {
    if (!identity) throw signInFirst()
    const token = await identity.verify(bearer)
    const person: Person = {
      kind: 'person',
      key: token.key,
      name: token.name,
      username: token.username,
      assurance: token.assurance,
      ...(token.email ? { email: token.email } : {}),
      ...(token.email && token.emailVerified ? { emailVerified: true } : {}),
      roles: rights.rolesLeft(city.id, token, token.rolesIn(city.slug)),
    }
    sessions.set(person, {
      ...(token.sid ? { sid: token.sid } : {}),
      expiresAt: token.expiresAt,
      realmRoles: token.realmRoles,
    })
    return person
  }
}
