import type pg from 'pg'
import { planOutdated } from '../../problems/modules.ts'
import { changeCity, type CityChangeBy } from '../../city/change-city.ts'
import type { ModuleChange } from './plan-switch.ts'

export interface ModuleSwitch extends CityChangeBy {
  readonly changes: readonly ModuleChange[]
  /** Revision the plan was made for; the switch is refused when the city has moved on. */
  readonly expectedRevision?: number
}

/**
 * Switches modules. No DDL, no import, no restart.
 *
 * @returns the city's new revision
 * @throws Problem `PLAN_OUTDATED`
 */
export async function changeModules(
  pool: pg.Pool,
  { changes, expectedRevision, ...who }: ModuleSwitch,
): Promise<number> {
  const { city, by, at } = who
  const made = await changeCity(pool, who, async (client, revision) => {
    if (expectedRevision !== undefined && revision !== expectedRevision + 1) throw planOutdated()
    for (const { module, enabled } of changes) {
      await client.query(
        `insert into core.city_module (city, module, enabled, changed_by, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (city, module) do update set enabled = excluded.enabled, changed_by = excluded.changed_by,
           changed_at = excluded.changed_at`,
        [city, module, enabled, by, at],
      )
    }
    return {
      event: { type: 'core.city.changed@1', subject: `core:City:${city}`, data: { revision, changes } },
      audit: { action: 'core.modules.change', detail: { changes, revision } },
    }
  })
  return made!
}
