import { settingKind, type SettingSchema } from '@vmeste/sdk/web'
import { useFormat, useText } from '@vmeste/web'

/** What a field of the form holds: text as it is typed, or yes and no. */
export type FieldValue = string | boolean

/** A setting as its field shows it. */
export function toField(value: unknown): FieldValue {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.join('\n')
  return plain(value)
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/**
 * What a field holds as the server takes it; what is no number goes as it was typed, and the server says so at the
 * field.
 */
export function fromField(schema: SettingSchema, value: FieldValue): unknown {
  if (typeof value === 'boolean') return value
  const kind = settingKind(schema)
  if (kind === 'list')
    return value
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (kind !== 'number') return value
  const typed = value.replace(',', '.').replaceAll(/\s/g, '')
  return typed === '' ? null : Number.isFinite(Number(typed)) ? Number(typed) : value
}

/** A setting's value in words, for the history. */
export function useSettingWords(): (schema: SettingSchema | undefined, value: unknown) => string {
  const { say, pick } = useText()
  const format = useFormat()
  return (schema, value) => {
    if (value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0))
      return say('settings.empty')
    if (typeof value === 'boolean') return say(value ? 'form.yes' : 'form.no')
    if (Array.isArray(value)) return value.join(', ')
    const unit = schema?.says?.unit ? `\u00a0${pick(schema.says.unit)}` : ''
    if (typeof value === 'number') return format.number(value, String(value).split('.')[1]?.length ?? 0) + unit
    const choice = schema?.says?.choices?.[plain(value)]
    return choice ? pick(choice) : plain(value)
  }
}
