import type pg from 'pg'
import type { Ctx } from '@vmeste/sdk'
import { actorKey } from '../../city/module-ctx.ts'
import { withIncluded } from '../../roles/known-roles.ts'
import { flushOutbox } from '../../storage/flush-outbox.ts'
import { inCity } from '../../storage/in-city.ts'
import type { StaffParts } from './staff-accounts.ts'
import { auditAction, staffSubject, type StaffAction } from './staff-log.ts'

/** What was done to whom. */
export interface DoneToStaff {
  readonly action: StaffAction
  readonly person: string
  /** The roles it was about. */
  readonly roles: readonly string[]
  /** Roles the person has in the city now. */
  readonly now: readonly string[]
  /** Whether something was taken: then older tokens give no more than `now`. */
  readonly taken: boolean
  /** Half of it could not be done: noted, and thrown after it. */
  readonly failed?: { readonly error: unknown }
}

/**
 * One act of an administrator. Acts in one city wait for each other, so that two administrators cannot dismiss each
 * other; the act on the accounts, its line in the audit and the word to all hosts stand or fall together, as far as a
 * provider elsewhere allows.
 *
 * @param work does it, and gives nothing when there was nothing to do
 */
export async function staffAct(
  ctx: Ctx,
  { pool, rights, erasures }: StaffParts,
  work: (client: pg.PoolClient) => Promise<DoneToStaff | undefined>,
): Promise<void> {
  const { id: city } = ctx.city
  const done = await inCity(pool, city, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('core.staff', $1))`, [city])
    const act = await work(client)
    if (!act) return undefined
    const { action, person, roles, now, taken } = act
    const line = { action: auditAction(action), subject: staffSubject(person), detail: { roles }, at: ctx.clock.now() }
    await client.query(flushOutbox({ audits: [line], by: actorKey(ctx.actor) }))
    await (taken
      ? rights.take(client, city, person, withIncluded(now))
      : rights.giveBack(client, city, person, withIncluded(now)))
    await erasures.record(
      client,
      ...roles.map((role) => ({
        kind: taken ? ('rights' as const) : ('rights-back' as const),
        person,
        city: ctx.city.slug,
        role,
      })),
    )
    return act
  })
  if (done && done.roles.length > 0) await erasures.spread()
  if (done) await rights.refresh(city, done.person)
  if (done?.failed) throw done.failed.error
}
