import type pg from 'pg'
import type { Lang, Plugin } from '@vmeste/sdk'
import { changeCity, type CityChangeBy } from '../../city/change-city.ts'
import { prepareChange, type SettingsInput } from './prepare-change.ts'
import type { StoredSettings } from '../../settings/read-settings.ts'
import { secretBox } from '../../settings/secret-fields.ts'
import { settingsChanged, settingsNone } from './settings-problems.ts'

export interface SettingsRow {
  readonly settings: StoredSettings
  readonly enabled: boolean
  /** Differs whenever anything stored differs. */
  readonly version: string
}

export interface SettingsChange extends CityChangeBy, SettingsInput {
  readonly module: Plugin
  /** Version that was on the screen; the change is refused when somebody was faster. */
  readonly expected: string
  readonly lang: Lang
  readonly key: Buffer
}

/** A module that was never switched in the city has no row yet, and may have settings all the same. */
export async function readSettingsRow(db: pg.Pool | pg.PoolClient, city: number, module: string): Promise<SettingsRow> {
  const {
    rows: [row],
  } = await db.query<SettingsRow>(
    `select settings, enabled, left(encode(sha256(convert_to(settings::text, 'UTF8')), 'hex'), 32) as version
     from (select coalesce(max(settings::text), '{}')::jsonb as settings, coalesce(bool_or(enabled), false) as enabled
       from core.city_module where city = $1 and module = $2) as row`,
    [city, module],
  )
  return row!
}

/**
 * Changes a module's settings in a city, at once and on every host. Old and new values go to the audit, of secrets only
 * that they changed; the event names the fields and carries no value at all.
 *
 * @throws Problem `INPUT_INVALID`, `SETTINGS_CHANGED`, `SETTINGS_NONE`
 */
export async function changeSettings(
  pool: pg.Pool,
  { module, expected, lang, key, values, clear, ...who }: SettingsChange,
): Promise<void> {
  const { settings } = module
  if (!settings) throw settingsNone(module.id)
  const { city, by, at } = who
  await changeCity(pool, who, async (client, revision) => {
    const row = await readSettingsRow(client, city, module.id)
    if (row.version !== expected) throw settingsChanged()
    const { stored, changes } = prepareChange(
      { settings, stored: row.settings, enabled: row.enabled, box: secretBox(key, city, module.id), lang },
      { values, clear },
    )
    if (changes.length === 0) return undefined
    await client.query(
      `insert into core.city_module (city, module, enabled, settings, changed_by, changed_at) values ($1, $2, false, $3, $4, $5)
       on conflict (city, module) do update set settings = excluded.settings`,
      [city, module.id, JSON.stringify(stored), by, at],
    )
    return {
      event: {
        type: 'core.settings.changed@1',
        subject: `core:Module:${module.id}`,
        data: { module: module.id, fields: changes.map(({ field }) => field), revision },
      },
      audit: { action: 'core.settings.change', detail: { fields: changes, revision } },
    }
  })
}
