import type pg from 'pg'
import type { Ctx } from '@vmeste/sdk'
import { onlyIn } from '../../identity/shared/accounts/account-rules.ts'
import type { User } from '../../identity/shared/port/identity-port.ts'
import { scopeOfCtx } from '../../city/module-ctx.ts'
import { rolesToGive } from '../../roles/roles-of-city.ts'
import { cityAdmin, hasAnotherAdmin, isAdminIn } from './another-admin.ts'
import { staffAct, type DoneToStaff } from './staff-act.ts'
import { rolesHere, staffMemberOf, usersOf, type StaffParts } from './staff-accounts.ts'
import { lastActs } from './staff-log.ts'
import { staffProblems } from './staff-problems.ts'

/** So long whoever was removed may be taken back without an invitation: a hand that slipped. */
const regretMs = 3_600_000

/** @throws Problem `STAFF_ROLE_UNKNOWN`, `STAFF_UNKNOWN` */
export async function assignRole(
  ctx: Ctx,
  parts: StaffParts,
  { person, role }: { person: string; role: string },
): Promise<void> {
  requireRoles(ctx, [role])
  await staffAct(ctx, parts, async (client) => {
    const user = (await lately(ctx, parts, client, person)) ?? (await staffMemberOf(ctx, parts, person))
    const before = rolesHere(user, ctx.city.slug)
    if (before.includes(role)) return undefined
    await usersOf(parts).grant(user.username, { city: ctx.city.slug, role })
    return { action: 'ASSIGN', person: user.key, roles: [role], now: [...before, role], taken: false }
  })
}

/** @throws Problem `STAFF_UNKNOWN`, `STAFF_SELF`, `STAFF_LAST_ADMIN` */
export async function withdrawRole(
  ctx: Ctx,
  parts: StaffParts,
  { person, role }: { person: string; role: string },
): Promise<void> {
  await staffAct(ctx, parts, async () => {
    const user = await staffMemberOf(ctx, parts, person)
    const before = rolesHere(user, ctx.city.slug)
    if (!before.includes(role)) return undefined
    if (role === cityAdmin) await requireAnotherAdmin(ctx, parts, user)
    await usersOf(parts).withdraw(user.username, { city: ctx.city.slug, role })
    return {
      action: 'WITHDRAW',
      person: user.key,
      roles: [role],
      now: before.filter((each) => each !== role),
      taken: true,
    }
  })
}

/**
 * Takes all roles of this city away. The account stays: it is the person's, and maybe another city's.
 * @throws Problem `STAFF_UNKNOWN`, `STAFF_SELF`, `STAFF_LAST_ADMIN`
 */
export async function removeFromCity(ctx: Ctx, parts: StaffParts, person: string): Promise<void> {
  await staffAct(ctx, parts, async (): Promise<DoneToStaff> => {
    const user = await staffMemberOf(ctx, parts, person)
    await requireAnotherAdmin(ctx, parts, user)
    const before = rolesHere(user, ctx.city.slug)
    const gone: string[] = []
    const act = (): DoneToStaff => ({
      action: 'REMOVE',
      person: user.key,
      roles: gone,
      now: before.filter((role) => !gone.includes(role)),
      taken: true,
    })
    for (const role of before) {
      try {
        await usersOf(parts).withdraw(user.username, { city: ctx.city.slug, role })
      } catch (error) {
        if (gone.length === 0) throw error
        return { ...act(), failed: { error } }
      }
      gone.push(role)
    }
    return act()
  })
}

/**
 * Closes an account or opens it again: only one that serves nobody else, and only what this city has closed.
 * @throws Problem `STAFF_UNKNOWN`, `STAFF_SELF`, `STAFF_LAST_ADMIN`, `STAFF_ELSEWHERE_TOO`, `STAFF_CLOSED_ELSEWHERE`
 */
export async function setStaffEnabled(
  ctx: Ctx,
  parts: StaffParts,
  { person, enabled }: { person: string; enabled: boolean },
): Promise<void> {
  await staffAct(ctx, parts, async (client) => {
    const user = await staffMemberOf(ctx, parts, person)
    if (user.enabled === enabled) return undefined
    if (!onlyIn(user.cityRoles, ctx.city.slug) || user.realmRoles.some((role) => role !== 'citizen'))
      throw staffProblems.elsewhereToo()
    if (!enabled) await requireAnotherAdmin(ctx, parts, user)
    else if (
      (await lastActs(client, ctx.city.id, [user.key], ['ENABLE', 'DISABLE'])).get(user.key)?.action !== 'DISABLE'
    )
      throw staffProblems.closedElsewhere()
    await usersOf(parts).setEnabled(user.username, enabled)
    const roles = rolesHere(user, ctx.city.slug)
    return {
      action: enabled ? 'ENABLE' : 'DISABLE',
      person: user.key,
      roles: [],
      now: enabled ? roles : [],
      taken: !enabled,
    }
  })
}

/** @throws Problem `STAFF_ROLE_UNKNOWN` */
export function requireRoles(ctx: Ctx, roles: readonly string[], path?: string): void {
  const known = new Set(rolesToGive(scopeOfCtx(ctx).snapshot.roles).map(({ code }) => code))
  for (const role of roles) if (!known.has(role)) throw staffProblems.roleUnknown(role, path)
}

/** Somebody whom this city let go within the hour. */
async function lately(ctx: Ctx, parts: StaffParts, client: pg.PoolClient, person: string): Promise<User | undefined> {
  const last = (await lastActs(client, ctx.city.id, [person])).get(person)
  const recent =
    last &&
    (last.action === 'REMOVE' || last.action === 'WITHDRAW') &&
    ctx.clock.now().getTime() - last.at.getTime() < regretMs
  return recent ? usersOf(parts).findByKey(person) : undefined
}

/** Nobody shuts themselves out, and nobody leaves a city without an administrator. Whoever is none may go. */
async function requireAnotherAdmin(ctx: Ctx, parts: StaffParts, user: User): Promise<void> {
  if (ctx.actor.kind === 'person' && ctx.actor.key === user.key) throw staffProblems.self()
  if (isAdminIn(user, ctx.city.slug) && !(await hasAnotherAdmin(usersOf(parts), ctx.city.slug, user.key)))
    throw staffProblems.lastAdmin()
}
