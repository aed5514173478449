import { describeSettings, z, type Plugin } from '@vmeste/sdk'
import { secretFields, type SecretBox } from './secret-fields.ts'

export type StoredSettings = Readonly<Record<string, unknown>>
export interface ReadSettings {
  /** What is in force, secrets opened: for the module alone. */
  readonly values: Readonly<Record<string, unknown>>
  /** Settings whose stored value the module no longer takes, or that cannot be opened: their defaults are in force. */
  readonly unfit: readonly string[]
}

/**
 * Stored settings as the module in its present version takes them. One that no longer fits falls back to its default
 * alone: a city must not stop because a module was upgraded.
 */
export function readSettings(settings: Plugin['settings'], stored: StoredSettings, box: SecretBox): ReadSettings {
  if (!settings) return { values: {}, unfit: [] }
  const secrets = secretFields(settings)
  const mine = Object.entries(stored).filter(([field]) => Object.hasOwn(settings.shape, field))
  const opened = mine.map(([field, value]) => ({ field, value: secrets.has(field) ? box.open(field, value) : value }))
  const fits = (field: string, value: unknown): boolean =>
    value !== undefined && z.safeParse(settings.shape[field], value).success
  const unfit = opened.filter(({ field, value }) => !fits(field, value)).map(({ field }) => field)
  const whole = settings.safeParse(
    Object.fromEntries(opened.filter(({ field }) => !unfit.includes(field)).map(({ field, value }) => [field, value])),
  )
  // each fits by itself, but a rule of the new version holds against all of them together
  return whole.success
    ? { values: whole.data, unfit }
    : { values: settings.parse({}), unfit: mine.map(([field]) => field) }
}

/** Nothing was set. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Settings without which the module must not be on, and that are empty. */
export const neededEmpty = (settings: Plugin['settings'], values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(describeSettings(settings).properties)
    .filter(([field, { neededFor }]) => neededFor === 'on' && isEmpty(values[field]))
    .map(([field]) => field)
