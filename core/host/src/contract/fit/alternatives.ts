import type { JsonSchema } from '../json-schema.ts'

/** A schema together with the document its `$ref`s point into. */
export interface Placed {
  readonly schema: JsonSchema
  readonly root: JsonSchema
}

export const at = ({ root }: Placed, schema: unknown): Placed => ({
  schema: (schema === true || schema === undefined ? {} : schema === false ? { not: {} } : schema) as JsonSchema,
  root,
})

/** A chain of references or unions longer than this is a circle, or may as well be one. */
const deepest = 30
const unprovable: JsonSchema = { 'x-code': 'checks' }

/** Follows `$ref`; Zod writes `#` and `#/$defs/<name>`. */
export function resolved({ schema, root }: Placed, depth = 0): Placed {
  const { $ref: ref } = schema
  if (typeof ref !== 'string') return { schema, root }
  const target =
    ref === '#' ? root : (root['$defs'] as Record<string, JsonSchema> | undefined)?.[ref.replace('#/$defs/', '')]
  return target && depth < deepest ? resolved({ schema: target, root }, depth + 1) : { schema: unprovable, root }
}

/**
 * A schema as a list of plain ones, each of one type or one value: a value fits the schema if, and only if, it fits one
 * of them.
 */
export function alternatives(placed: Placed, depth = 0): Placed[] {
  const { schema, root } = resolved(placed)
  if (depth > deepest) return [{ schema: unprovable, root }]
  const { anyOf, oneOf, type, enum: values, not } = schema
  const one = (more: Record<string, unknown>, ...without: string[]): Placed => ({
    root,
    schema: { ...Object.fromEntries(Object.entries(schema).filter(([key]) => !without.includes(key))), ...more },
  })
  if (not !== undefined && Object.keys(not as object).length === 0) return []
  const union = (anyOf ?? oneOf) as readonly JsonSchema[] | undefined
  if (union)
    return union.flatMap((each) =>
      alternatives({ root, schema: schema['x-code'] ? { ...each, 'x-code': schema['x-code'] } : each }, depth + 1),
    )
  if (Array.isArray(values)) return values.map((value) => one({ const: value as unknown, type: typeOf(value) }, 'enum'))
  if (Array.isArray(type)) return type.flatMap((each: unknown) => alternatives(one({ type: each }), depth + 1))
  if ('const' in schema) return [one({ type: typeOf(schema['const']) })]
  if (type === 'boolean') return [true, false].map((value) => one({ const: value }))
  return [{ schema, root }]
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** In the words of a message: `null`, `"QR"`, `text`, `a whole number`. */
export function inWords(placed: Placed): string {
  const words = [
    ...new Set(
      alternatives(placed).map(({ schema }) =>
        'const' in schema ? JSON.stringify(schema['const']) : (named[schema['type'] as string] ?? 'anything'),
      ),
    ),
  ]
  return words.length === 0
    ? 'nothing'
    : words.length > 6
      ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`
      : words.join(' or ')
}

const named: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  object: 'an object',
  array: 'a list',
  null: 'null',
}
