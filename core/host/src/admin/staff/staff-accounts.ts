import type pg from 'pg'
import { showEmail, type Ctx } from '@vmeste/sdk'
import type { ErasureBook } from '../../operations/erasures/erasure-book.ts'
import { identityUnavailable } from '../../identity/shared/port/identity-problems.ts'
import type { IdentityPort, IdentityUsers, User } from '../../identity/shared/port/identity-port.ts'
import type { RightsTaken } from '../../identity/shared/rights/rights-taken.ts'
import { lastActs, type StaffAct } from './staff-log.ts'
import { staffProblems } from './staff-problems.ts'

export interface StaffParts {
  readonly pool: pg.Pool
  readonly rights: RightsTaken
  readonly identity: IdentityPort | undefined
  /** Who was let go stays let go, whichever backup is restored. */
  readonly erasures: ErasureBook
}

/** An account as its city sees it: this city's roles, and nothing of any other. */
export interface StaffAccount {
  readonly person: string
  readonly name: string
  readonly email: string | null
  readonly roles: readonly string[]
  readonly state: 'INVITED' | 'ACTIVE' | 'DISABLED'
  readonly lastAct: StaffAct | null
}
export interface StaffAccountPage {
  readonly nodes: readonly StaffAccount[]
  readonly after: string | null
}

/** @throws Problem `IDENTITY_UNAVAILABLE` where the host has no accounts */
export function usersOf({ identity }: StaffParts): IdentityUsers {
  const users = identity?.users
  if (!users) throw identityUnavailable(new Error('this host keeps no accounts'))
  return users
}

export const rolesHere = (user: Pick<User, 'cityRoles'>, city: string): string[] =>
  user.cityRoles.filter((each) => each.city === city).map(({ role }) => role)

/**
 * An account of this very city, by the person's key.
 * @throws Problem `STAFF_UNKNOWN`, the same for whoever works elsewhere and for nobody at all
 */
export async function staffMemberOf(ctx: Ctx, parts: StaffParts, person: string): Promise<User> {
  const user = await usersOf(parts).findByKey(person)
  if (!user || rolesHere(user, ctx.city.slug).length === 0) throw staffProblems.unknown()
  return user
}

export function shownAccount(ctx: Ctx, user: User, lastAct: StaffAct | undefined): StaffAccount {
  return {
    person: user.key,
    name: `${user.givenName} ${user.familyName}`.trim(),
    email: user.email ? showEmail(user.email) : null,
    roles: rolesHere(user, ctx.city.slug),
    state: !user.enabled ? 'DISABLED' : user.invited ? 'INVITED' : 'ACTIVE',
    lastAct: lastAct ?? null,
  }
}

/** @param first at most 100 */
export async function listStaff(
  ctx: Ctx,
  parts: StaffParts,
  { first, after }: { first: number; after?: string | null },
): Promise<StaffAccountPage> {
  const limit = Math.min(Math.max(first, 1), 100)
  const users = await usersOf(parts).list({
    city: ctx.city.slug,
    limit,
    ...(after ? { after: after.slice(0, 120) } : {}),
  })
  const acts = await lastActs(
    parts.pool,
    ctx.city.id,
    users.map(({ key }) => key),
  )
  return {
    // in Keycloak somebody may be a member of a city without any role in it
    nodes: users
      .filter((user) => rolesHere(user, ctx.city.slug).length > 0)
      .map((user) => shownAccount(ctx, user, acts.get(user.key))),
    after: users.length === limit ? (users.at(-1)?.username ?? null) : null,
  }
}
