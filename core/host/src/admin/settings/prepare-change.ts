import { isDeepStrictEqual } from 'node:util'
import { parseInput, z, type Lang, type Plugin } from '@vmeste/sdk'
import { isEmpty, neededEmpty, readSettings, type StoredSettings } from '../../settings/read-settings.ts'
import { secretFields, type SecretBox } from '../../settings/secret-fields.ts'
import { refuseFields } from './settings-problems.ts'

export interface SettingsInput {
  /** By name; what is not named stays. An empty secret stays too: forms show none, so they send none. */
  readonly values: unknown
  /** Secrets to forget. */
  readonly clear: readonly string[]
}

/** What one setting was and is; of a secret only that it was set or cleared. */
export type FieldChange =
  | { readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly field: string; readonly secret: 'set' | 'cleared' }

export interface PreparedChange {
  readonly stored: StoredSettings
  readonly changes: readonly FieldChange[]
}

interface Present {
  readonly settings: NonNullable<Plugin['settings']>
  readonly stored: StoredSettings
  readonly enabled: boolean
  readonly box: SecretBox
  readonly lang: Lang
}

/**
 * What a change would store and log, checked by the module's schema as a whole.
 *
 * @throws Problem `INPUT_INVALID` with paths `values.<field>`
 */
export function prepareChange({ settings, stored, enabled, box, lang }: Present, input: SettingsInput): PreparedChange {
  const secrets = secretFields(settings)
  const given = parseInput(z.record(z.string(), z.unknown()), input.values, lang, 'values')
  refuseFields(
    [
      ...Object.keys(given)
        .filter((field) => !Object.hasOwn(settings.shape, field))
        .map((field) => ({ path: `values.${field.slice(0, 100)}`, what: 'unknown' as const })),
      ...input.clear
        .filter((field) => !secrets.has(field))
        .map((field) => ({ path: `clear.${field.slice(0, 100)}`, what: 'notSecret' as const })),
    ],
    lang,
  )
  const { values: before, unfit } = readSettings(settings, stored, box)
  const wanted = {
    ...Object.fromEntries(input.clear.map((field) => [field, ''])),
    ...Object.fromEntries(Object.entries(given).filter(([field, value]) => !(secrets.has(field) && isEmpty(value)))),
  }
  const after = parseInput(settings, { ...before, ...wanted }, lang, 'values')
  const touched = Object.keys(wanted).filter((field) =>
    secrets.has(field)
      ? !isEmpty(after[field]) || Object.hasOwn(stored, field)
      : unfit.includes(field) || !isDeepStrictEqual(before[field], after[field]),
  )
  if (enabled)
    refuseFields(
      neededEmpty(settings, after)
        .filter((field) => touched.includes(field))
        .map((field) => ({ path: `values.${field}`, what: 'needed' as const })),
      lang,
    )
  const kept = Object.entries(stored).filter(([field]) => !touched.includes(field))
  const laid = touched.flatMap((field): [string, unknown][] =>
    secrets.has(field)
      ? isEmpty(after[field])
        ? []
        : [[field, box.seal(field, String(after[field]))]]
      : [[field, after[field]]],
  )
  return {
    stored: Object.fromEntries([...kept, ...laid]),
    changes: touched.map((field) =>
      secrets.has(field)
        ? { field, secret: isEmpty(after[field]) ? 'cleared' : 'set' }
        : { field, before: before[field], after: after[field] },
    ),
  }
}
