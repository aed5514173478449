import type pg from 'pg'
import { uuidv7 } from '@vmeste/sdk'
import { cityUnknown } from '../problems/access.ts'
import { flushOutbox } from '../storage/flush-outbox.ts'

/** What leaves with a change of a city: one event for whoever listens, one line for whoever asks later. */
export interface CityChange {
  readonly event: { readonly type: string; readonly subject: string; readonly data: Record<string, unknown> }
  readonly audit: { readonly action: string; readonly detail: Record<string, unknown> }
}
export interface CityChangeBy {
  readonly city: number
  readonly by: string
  readonly at: Date
}

/**
 * Changes what a city is: rows, revision, audit, event and NOTIFY in one transaction. Changes of one city wait for each
 * other.
 *
 * @param work gets the city's next revision; what it throws undoes everything, and if it gives nothing, nothing has
 *   changed
 * @returns the new revision; nothing when there was nothing to change
 */
export async function changeCity(
  pool: pg.Pool,
  { city, by, at }: CityChangeBy,
  work: (client: pg.PoolClient, revision: number) => Promise<CityChange | undefined>,
): Promise<number | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.city', $1, true)`, [String(city)])
    const {
      rows: [row],
    } = await client.query<{ revision: number }>(
      'update core.city set revision = revision + 1 where id = $1 returning revision',
      [city],
    )
    if (!row) throw cityUnknown(String(city))
    const change = await work(client, row.revision)
    if (!change) {
      await client.query('rollback')
      return undefined
    }
    const event = { id: uuidv7(), ...change.event, at }
    const audit = { ...change.audit, subject: change.event.subject, at }
    await client.query(flushOutbox({ events: [event], audits: [audit], by }))
    await client.query(`select pg_notify('vmeste_city', $1)`, [String(city)])
    await client.query('commit')
    return row.revision
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
