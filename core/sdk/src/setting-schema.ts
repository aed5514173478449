import type { Text } from './text.ts'

/** What a form says of one setting. */
export interface SettingWords {
  readonly title: Text
  readonly hint?: Text
  /** Beside a number: «дней», “metres”. */
  readonly unit?: Text
  /** Names of the values of a `z.enum`; with `from`, what the empty choice `''` is called. */
  readonly choices?: Readonly<Record<string, Text>>
}

/** One setting as `describeSettings` gives it: JSON Schema 2020-12 with five words of our own. */
export interface SettingSchema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly enum?: readonly string[]
  readonly items?: SettingSchema
  readonly says?: SettingWords
  readonly secret?: true
  /** The module cannot be switched on while this is empty. */
  readonly neededFor?: 'on'
  /** What may be chosen is the city's own: the codes of its services. Empty is a choice too. */
  readonly from?: SettingSource
}

export const settingSources = ['departments'] as const
export type SettingSource = (typeof settingSources)[number]

export interface SettingsSchema {
  readonly properties: Readonly<Record<string, SettingSchema>>
}

export type SettingKind = 'secret' | 'choice' | 'switch' | 'number' | 'text' | 'list'

/** Which field of a form a setting needs; nothing when no field can show it. */
export function settingKind({ secret, enum: choices, type, items, from }: SettingSchema): SettingKind | undefined {
  if (secret) return 'secret'
  if (type === 'array') return items && settingKind(items) === 'text' ? 'list' : undefined
  if (type === 'string') return choices || from ? 'choice' : 'text'
  if (type === 'boolean') return 'switch'
  return type === 'integer' || type === 'number' ? 'number' : undefined
}
