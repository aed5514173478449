import { sql } from 'kysely'
import { describeError } from '../../../log/describe-error.ts'
import { placeDays } from './place-days.ts'
import type { IdentityLogger } from '../port/identity-logger.ts'
import type { IdentityDb } from './identity-tables.ts'

const everyMs = 10 * 60_000
/** So that a sweep never holds its locks for long; the next one takes the rest. */
const batch = 5_000

/** Deletes what has expired. Returns how many rows went. */
export async function sweepExpired(db: IdentityDb): Promise<number> {
  const dead = db
    .selectFrom('artefact')
    .select(['type', 'id'])
    .where('expires_at', '<', sql<Date>`now()`)
    .limit(batch)
  const gone = await db
    .deleteFrom('artefact')
    .where((when) => when(when.refTuple('type', 'id'), 'in', dead.$asTuple('type', 'id')))
    .executeTakeFirst()
  const chains = await db
    .deleteFrom('refresh_chain')
    .where('expires_at', '<', sql<Date>`now()`)
    .executeTakeFirst()
  const sessions = await db
    .deleteFrom('ended_session')
    .where('ended_at', '<', sql<Date>`now() - interval '1 hour'`)
    .executeTakeFirst()
  const places = await db
    .deleteFrom('known_place')
    .where('seen_at', '<', sql<Date>`now() - ${sql.lit(`${placeDays} days`)}::interval`)
    .executeTakeFirst()
  const counters = await sweepCounters(db, new Date())
  return Number(
    gone.numDeletedRows + chains.numDeletedRows + sessions.numDeletedRows + places.numDeletedRows + counters,
  )
}

/** What is kept with a Keycloak too: counters of attempts and codes to telephones. Returns how many rows went. */
export async function sweepCounters(db: IdentityDb, now: Date): Promise<bigint> {
  const codes = await db.deleteFrom('phone_code').where('expires_at', '<', now).executeTakeFirst()
  const counters = await db
    .deleteFrom('attempt')
    .where('expire', '<', now.getTime() - 3_600_000)
    .executeTakeFirst()
  return codes.numDeletedRows + counters.numDeletedRows
}

/** Sweeps now and then until stopped; a failed sweep is only logged, the next one does its work. */
export function startSweeping(db: IdentityDb, logger: IdentityLogger): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = sweepExpired(db).then(
      () => undefined,
      (error: unknown) => {
        logger.warn({ error: describeError(error) }, 'expired sign-ins could not be swept')
      },
    )
  }, everyMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
