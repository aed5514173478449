import { isDeepStrictEqual } from 'node:util'
import type { JsonSchema } from '../json-schema.ts'
import { alternatives, inWords, resolved, type Placed } from './alternatives.ts'
import { listFit, objectFit } from './fit-parts.ts'
import { numberFit } from './fit-number.ts'
import { textFit } from './fit-text.ts'

/** Why a value that is promised may not be what is asked for; undefined when every one is. */
export type Misfit = string | undefined

/** What the parts of a schema are asked with: the way there, and the question itself for what lies below. */
export interface Asking {
  readonly path: string
  /** Who asks, as it stands in a message. */
  readonly asker: string
  /** Whether what is promised below fits what is asked below. */
  below(promised: Placed, asked: Placed, step: string): Misfit
  refuse(why: string): string
}

/**
 * Proves that every value one schema allows is taken by another, over what Zod writes. It never claims what it cannot
 * prove: a refusal may be overcautious, a fit is sure. Fields that are not asked for are none of its business.
 *
 * @param promised what a producer guarantees (`io: 'output'`)
 * @param asked what a consumer's parsing takes (`io: 'input'`)
 * @returns `data.department: the producer may leave it out, "stray-animals" needs it`, or undefined
 */
export function schemaMisfit(promised: JsonSchema, asked: JsonSchema, asker: string): Misfit {
  return compare({ schema: promised, root: promised }, { schema: asked, root: asked }, 'data', `"${asker}"`, new Map())
}

type Open = Map<JsonSchema, Set<JsonSchema>>

function compare(promisedRef: Placed, askedRef: Placed, path: string, asker: string, open: Open): Misfit {
  const [promised, asked] = [resolved(promisedRef), resolved(askedRef)]
  // a shape that contains itself: what is being proved may be leaned on below
  const asking = open.get(promised.schema) ?? new Set()
  if (asking.has(asked.schema)) return undefined
  open.set(promised.schema, asking.add(asked.schema))
  const misfit = everyFits(promised, asked, path, asker, open)
  asking.delete(asked.schema)
  return misfit
}

function everyFits(promised: Placed, asked: Placed, path: string, asker: string, open: Open): Misfit {
  const ask: Asking = {
    path,
    asker,
    refuse: (why) => `${path}: ${why}`,
    below: (one, other, step) => compare(one, other, `${path}${step}`, asker, open),
  }
  const takes = alternatives(asked)
  for (const gives of alternatives(promised)) {
    const reasons = takes.map((each) => plainFit(gives, each, ask))
    if (takes.length > 0 && reasons.includes(undefined)) continue
    // of what is of one type the reason lies deeper; of values all that are taken say more
    const alike = reasons.find(
      (_, index) => !('const' in takes[index]!.schema) && sameType(gives.schema, takes[index]!.schema),
    )
    return alike ?? ask.refuse(`the producer may send ${inWords(gives)}, ${asker} takes ${inWords(asked)}`)
  }
  return undefined
}

const sameType = (gives: JsonSchema, takes: JsonSchema): boolean =>
  takes['type'] === undefined || kindOf(gives) === kindOf(takes)
/** Whole or not is a question for numbers. */
const kindOf = ({ type }: JsonSchema): unknown => (type === 'integer' ? 'number' : type)

/** Keywords that say something about a value and that nothing here looks into. */
const opaque = [
  'allOf',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'patternProperties',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  'unevaluatedProperties',
  'if',
  'then',
  'else',
  'not',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
]

/** Keywords that the parts below look into, which they do by type. */
const assertions = [
  'properties',
  'required',
  'additionalProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
]

function plainFit(gives: Placed, takes: Placed, ask: Asking): Misfit {
  const asked = takes.schema
  if (asked['x-code']) return ask.refuse(`${ask.asker} asks by code for more than a schema can say`)
  const promised: JsonSchema = gives.schema['x-code'] === 'changes' ? { type: gives.schema['type'] } : gives.schema
  for (const keyword of opaque) {
    if (
      asked[keyword] !== undefined &&
      !(keyword === 'allOf' && asked['type'] === 'string') &&
      !isDeepStrictEqual(promised[keyword], asked[keyword])
    )
      return ask.refuse(`${ask.asker} asks for ${keyword}, which cannot be proved`)
  }
  if (asked['type'] === undefined)
    return assertions.find((keyword) => keyword in asked)
      ? ask.refuse(`${ask.asker} asks for ${inWords(takes)} of no type, which cannot be proved`)
      : undefined
  if (
    !sameType(promised, asked) ||
    ('const' in asked && !('const' in promised && promised['const'] === asked['const']))
  ) {
    return ask.refuse(`the producer may send ${inWords(gives)}, ${ask.asker} takes ${inWords(takes)}`)
  }
  const given = { ...gives, schema: promised }
  switch (asked['type']) {
    case 'string':
      return textFit(promised, asked, ask)
    case 'number':
    case 'integer':
      return numberFit(promised, asked, ask)
    case 'object':
      return objectFit(given, takes, ask)
    case 'array':
      return listFit(given, takes, ask)
    default:
      return undefined
  }
}
