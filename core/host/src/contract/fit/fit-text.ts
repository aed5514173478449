import { z } from '@vmeste/sdk'
import type { JsonSchema } from '../json-schema.ts'
import type { Asking, Misfit } from './schema-fit.ts'

/** Formats that are nothing but the patterns written beside them. */
const patterned = new Set([
  'regex',
  'starts_with',
  'ends_with',
  'includes',
  'lowercase',
  'uppercase',
  'uuid',
  'date',
  'date-time',
  'email',
])
/** Lengths that a format fixes. */
const lengths: Readonly<Record<string, number>> = { uuid: 36, date: 10 }

const patternOf = (schema: z.ZodType): string => String(z.toJSONSchema(schema)['pattern'])
const uuids = [z.uuid(), z.uuidv4(), z.uuidv6(), z.uuidv7()].map(patternOf)
/** Every UUID of a version is one of any version, and looks like one. */
const wider: ReadonlyMap<string, readonly string[]> = new Map([
  [patternOf(z.uuid()), uuids],
  [patternOf(z.guid()), uuids],
])

export function textFit(promised: JsonSchema, asked: JsonSchema, { refuse, asker }: Asking): Misfit {
  const exact = typeof promised['const'] === 'string' ? promised['const'] : undefined
  const has = patternsOf(promised)
  const fixed = has.length > 0 ? lengths[promised['format'] as string] : undefined
  const shortest =
    exact?.length ??
    fixed ??
    (promised['minLength'] as number | undefined) ??
    (has.some((pattern) => matches(pattern, '') === false) ? 1 : 0)
  const longest = exact?.length ?? fixed ?? (promised['maxLength'] as number | undefined) ?? Infinity
  const [least, most] = [
    (asked['minLength'] as number | undefined) ?? 0,
    (asked['maxLength'] as number | undefined) ?? Infinity,
  ]
  if (shortest < least)
    return refuse(
      shortest === 0 && least === 1
        ? `the producer may send empty text, ${asker} needs some`
        : `the producer may send less than ${least} characters, ${asker} needs as many`,
    )
  if (longest > most) return refuse(`the producer may send more than ${most} characters, ${asker} takes no more`)
  for (const pattern of patternsOf(asked)) {
    const proved =
      exact === undefined
        ? has.some((each) => each === pattern || wider.get(pattern)?.includes(each))
        : matches(pattern, exact)
    if (!proved)
      return refuse(
        `the producer promises no ${typeof asked['format'] === 'string' && asked['format'] !== 'regex' ? String(asked['format']) : `text like /${pattern}/`}, ${asker} needs one`,
      )
  }
  const format = asked['format'] as string | undefined
  if (format === undefined || (patterned.has(format) && patternsOf(asked).length > 0)) return undefined
  return promised['format'] === format && exact === undefined
    ? undefined
    : refuse(`the producer promises no ${format}, ${asker} needs one`)
}

const patternsOf = (schema: JsonSchema): string[] =>
  [schema, ...((schema['allOf'] as readonly JsonSchema[] | undefined) ?? [])].flatMap(({ pattern }) =>
    typeof pattern === 'string' ? [pattern] : [],
  )

/** Undefined when nobody can tell: Zod writes no flags, and with and without Unicode may differ. */
function matches(pattern: string, text: string): boolean | undefined {
  const answers = ['', 'u'].flatMap((flags) => {
    try {
      return [new RegExp(pattern, flags).test(text)]
    } catch {
      return []
    }
  })
  return answers.length > 0 && answers.every((answer) => answer === answers[0]) ? answers[0] : undefined
}
