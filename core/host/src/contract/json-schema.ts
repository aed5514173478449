import { z, VmesteError } from '@vmeste/sdk'

/**
 * A JSON Schema 2020-12 as Zod writes it. `x-code` says what no schema can: `checks` refuses more than is written here,
 * `changes` turns the value into another.
 */
export type JsonSchema = { readonly [keyword: string]: unknown } & { readonly 'x-code'?: 'checks' | 'changes' }

export const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** Checks that Zod says in full as keywords. */
const said = new Set([
  'less_than',
  'greater_than',
  'multiple_of',
  'number_format',
  'min_length',
  'max_length',
  'length_equals',
  'string_format',
])

interface Def {
  readonly type?: string
  readonly check?: string
  readonly inclusive?: boolean
  readonly checks?: readonly { readonly _zod: { readonly def: Def } }[]
  readonly [more: string]: unknown
}

/**
 * A Zod schema as JSON Schema, with its keys in order.
 *
 * @param io `output`: what leaves after parsing, a promise; `input`: what parsing takes, a wish
 * @param where names the schema in the error
 * @throws VmesteError `VMESTE_CONTRACT_SCHEMA` when JSON cannot hold such a value
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', where: string): JsonSchema {
  try {
    const { $schema: _, ...written } = z.toJSONSchema(schema, {
      io,
      override: ({ zodSchema, jsonSchema }) => {
        const def = zodSchema._zod.def as unknown as Def
        writeFlags(def, jsonSchema)
        const code = codeOf(def)
        if (code) jsonSchema['x-code'] = code
      },
    })
    return inOrder(written) as JsonSchema
  } catch (cause) {
    throw new VmesteError(
      'VMESTE_CONTRACT_SCHEMA',
      `${where} cannot be said in JSON Schema: ${(cause as Error).message}; use only what JSON can carry`,
      { cause },
    )
  }
}

/** Zod writes a pattern without its flags. */
function writeFlags(def: Def, json: { pattern?: string; [more: string]: unknown }): void {
  const flags = own(def)
    .flatMap(({ pattern }) => (pattern instanceof RegExp ? [...pattern.flags] : []))
    .filter((flag) => 'ims'.includes(flag))
  if (flags.length === 0) return
  if (json.pattern !== undefined) json.pattern = `(?${flags.join('')}:${json.pattern})`
  else json['x-code'] = 'checks'
}

/** A schema may be its own check (`z.email()`); others stand in its list. */
const own = (def: Def): Def[] => [def, ...(def.checks ?? []).map((check) => check._zod.def)]

function codeOf(def: Def): JsonSchema['x-code'] {
  const all = own(def)
  if (
    def.type === 'pipe' ||
    def.type === 'transform' ||
    all.some((each) => each.check === 'overwrite' || each['normalize'] === true)
  )
    return 'changes'
  const silent = all.some(
    (each) =>
      (each.check !== undefined && !said.has(each.check)) ||
      ['fn', 'hostname', 'protocol', 'alg'].some((key) => each[key] !== undefined),
  )
  return silent || (def.inclusive === false && def['discriminator'] === undefined) ? 'checks' : undefined
}

/** Equal schemas read equal, whatever order their source is in. */
function inOrder(value: unknown, key?: string): unknown {
  if (Array.isArray(value))
    return key === 'required' ? [...(value as string[])].sort() : value.map((each) => inOrder(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, inOrder(each, name)]),
  )
}
