import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

const tryAgainMs = 100
const tries = 300

/**
 * Does `work` while nobody is appointed or dismissed in these cities, as an act of an administrator is done. Whoever
 * waits holds no connection meanwhile: those who wait could else use up what whoever works still needs.
 *
 * @returns nothing where others took too long
 */
export async function holdingStaff<Result>(
  pool: pg.Pool,
  cities: readonly number[],
  work: () => Promise<Result>,
): Promise<{ readonly done: Result } | undefined> {
  if (cities.length === 0) return { done: await work() }
  for (let tried = 0; tried < tries; tried++) {
    const held = await tryHolding(pool, cities, work)
    if (held) return held
    await pause(tryAgainMs)
  }
  return undefined
}

async function tryHolding<Result>(pool: pg.Pool, cities: readonly number[], work: () => Promise<Result>) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const city of [...cities].sort((a, b) => a - b)) {
      const { rows } = await client.query<{ mine: boolean }>(
        `select pg_try_advisory_xact_lock(hashtextextended('core.staff', $1)) as mine`,
        [city],
      )
      if (!rows[0]?.mine) return undefined
    }
    return { done: await work() }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}
