import { z } from '@vmeste/sdk'

interface Json {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly anyOf?: readonly Json[]
  readonly oneOf?: readonly Json[]
  readonly allOf?: readonly Json[]
  readonly properties?: Readonly<Record<string, Json>>
  readonly items?: Json
  readonly prefixItems?: readonly Json[]
  readonly minItems?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

const formats: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-7000-8000-000000000000',
  date: '2026-04-16',
  'date-time': '2026-04-16T15:42:00Z',
  time: '15:42:00',
  duration: 'PT1H',
  email: 'a@example.test',
  uri: 'https://example.test/',
  ipv4: '127.0.0.1',
  ipv6: '::1',
}

/** A plain value that a schema takes, as far as its JSON Schema says what that is. */
export const sampleValue = (schema: z.ZodType): unknown =>
  valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json)

function valueOf(schema: Json): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const parts = schema.anyOf ?? schema.oneOf
  if (parts) return valueOf(parts.find(({ type }) => type !== 'null') ?? parts[0]!)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(valueOf)) as unknown
  switch (Array.isArray(schema.type) ? (schema.type as string[]).find((type) => type !== 'null') : schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valueOf(each)]))
    case 'array':
      return (schema.prefixItems ?? Array.from({ length: schema.minItems ?? 0 }, () => schema.items ?? {})).map(valueOf)
    case 'boolean':
      return true
    case 'integer':
    case 'number':
      return numberIn(schema)
    case 'null':
      return null
    case 'string':
      return formats[schema.format ?? ''] ?? 'x'.repeat(Math.max(1, schema.minLength ?? 1))
    default:
      return schema.default ?? {}
  }
}

function numberIn({ minimum, exclusiveMinimum, maximum = Infinity }: Json): number {
  const least = exclusiveMinimum === undefined ? (minimum ?? -Infinity) : exclusiveMinimum + 1
  return Math.min(Math.max(1, least), maximum)
}
