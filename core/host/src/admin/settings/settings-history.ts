import type pg from 'pg'
import { describeSettings, type Plugin, type Text } from '@vmeste/sdk'
import type { FieldChange } from './prepare-change.ts'

export interface SettingsHistoryEntry {
  readonly at: Date
  readonly by: string
  readonly revision: number
  readonly changes: readonly {
    readonly field: string
    readonly title: Text
    readonly secret: string | null
    readonly before: unknown
    readonly after: unknown
  }[]
}

const most = 100

/**
 * Who changed what in a module's settings, newest first. What is a secret today is told as one, even if it was none
 * then.
 */
export async function settingsHistory(
  pool: pg.Pool,
  city: number,
  plugin: Plugin,
  first: number,
): Promise<SettingsHistoryEntry[]> {
  const { properties } = describeSettings(plugin.settings)
  const { rows } = await pool.query<{ at: Date; actor: string; detail: { fields: FieldChange[]; revision: number } }>(
    `select at, actor, detail from core.audit where city = $1 and subject = $2 and action = 'core.settings.change'
      order by at desc, (detail->>'revision')::int desc limit $3`,
    [city, `core:Module:${plugin.id}`, Math.min(Math.max(first, 1), most)],
  )
  return rows.map(({ at, actor, detail }) => ({
    at,
    by: actor,
    revision: detail.revision,
    changes: detail.fields.map((change) => {
      const { says, secret } = properties[change.field] ?? {}
      const hidden = 'secret' in change ? change.secret : secret ? 'set' : null
      const shown =
        'secret' in change || hidden ? { before: null, after: null } : { before: change.before, after: change.after }
      return {
        field: change.field,
        title: says?.title ?? { ru: change.field, be: change.field, en: change.field },
        secret: hidden,
        ...shown,
      }
    }),
  }))
}
