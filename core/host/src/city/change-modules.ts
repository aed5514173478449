import type pg from 'pg'
import { uuidv7 } from '@vmeste/sdk'
import { planOutdated } from '../problems.ts'
import type { ModuleChange } from './plan-change.ts'

export interface ModuleSwitch {
  readonly city: number
  readonly changes: readonly ModuleChange[]
  /** Revision the plan was made for; the switch is refused when the city has moved on. */
  readonly expectedRevision?: number
  readonly by: string
  readonly at: Date
}

/**
 * Switches modules: rows, revision, audit, event and NOTIFY in one transaction. No DDL, no import, no restart.
 *
 * @returns the city's new revision
 * @throws Problem `PLAN_OUTDATED`
 */
export async function changeModules(pool: pg.Pool, { city, changes, expectedRevision, by, at }: ModuleSwitch): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.city', $1, true), set_config('app.actor', $2, true)`, [String(city), by])
    const { rows: [row] } = await client.query<{ revision: number }>('update core.city set revision = revision + 1 where id = $1 returning revision', [city])
    if (!row || (expectedRevision !== undefined && row.revision !== expectedRevision + 1)) throw planOutdated()
    for (const { module, enabled } of changes) {
      await client.query(
        `insert into core.city_module (city, module, enabled, changed_by, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (city, module) do update set enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
        [city, module, enabled, by, at])
    }
    const event = { id: uuidv7(), type: 'core.city.changed@1', subject: `core:City:${city}`, data: { revision: row.revision, changes }, occurred_at: at }
    const audit = { action: 'core.modules.change', subject: `core:City:${city}`, detail: { changes, revision: row.revision }, at }
    await client.query('select core.flush($1::jsonb, $2::jsonb)', [JSON.stringify([event]), JSON.stringify([audit])])
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
