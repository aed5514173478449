import type { JsonSchema } from '../json-schema.ts'
import { alternatives, at, type Placed } from './alternatives.ts'
import type { Asking, Misfit } from './schema-fit.ts'

const fieldsOf = ({ schema }: Placed): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] as Record<string, JsonSchema> | undefined) ?? {}
const requiredOf = ({ schema }: Placed): readonly string[] => (schema['required'] as string[] | undefined) ?? []
const own = (fields: Readonly<Record<string, JsonSchema>>, name: string): JsonSchema | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined
const nothing = (placed: Placed): boolean => alternatives(placed).length === 0

/** Fields that are asked for are given and fit; what else is given matters only to who takes nothing else. */
export function objectFit(promised: Placed, asked: Placed, ask: Asking): Misfit {
  const [gives, takes] = [fieldsOf(promised), fieldsOf(asked)]
  // whatever the producer does not name: nothing at all for an ordinary object, anything for a loose one
  const others = at(promised, promised.schema['additionalProperties'])
  for (const name of requiredOf(asked)) {
    if (!requiredOf(promised).includes(name))
      return `${ask.path}.${name}: the producer ${own(gives, name) || !nothing(others) ? 'may leave it out' : 'does not give it'}, ${ask.asker} needs it`
  }
  for (const [name, schema] of Object.entries(takes)) {
    const given = own(gives, name)
    const misfit = ask.below(given ? at(promised, given) : others, at(asked, schema), `.${name}`)
    if (misfit) return misfit
  }
  return othersFit(promised, asked, ask, others)
}

function othersFit(promised: Placed, asked: Placed, ask: Asking, others: Placed): Misfit {
  const rest = at(asked, asked.schema['additionalProperties'])
  const names = asked.schema['propertyNames'] as JsonSchema | undefined
  const known = fieldsOf(asked)
  for (const [name, schema] of Object.entries(fieldsOf(promised))) {
    if (names) {
      const misfit = ask.below(at(promised, { type: 'string', const: name }), at(asked, names), `.${name}`)
      if (misfit) return misfit
    }
    if (own(known, name)) continue
    const misfit =
      nothing(rest) && !nothing(at(promised, schema))
        ? `${ask.path}.${name}: the producer may send it, ${ask.asker} takes no such field`
        : ask.below(at(promised, schema), rest, `.${name}`)
    if (misfit) return misfit
  }
  if (nothing(others)) return undefined
  if (nothing(rest)) return ask.refuse(`the producer may send fields that it does not name, ${ask.asker} takes none`)
  return (
    (names &&
      ask.below(at(promised, promised.schema['propertyNames'] ?? { type: 'string' }), at(asked, names), '.*')) ??
    ask.below(others, rest, '.*')
  )
}

/** Lists and tuples: `prefixItems` first, `items` for the rest. */
export function listFit(promised: Placed, asked: Placed, ask: Asking): Misfit {
  const [first, firstAsked] = [promised, asked].map(
    ({ schema }) => (schema['prefixItems'] as readonly JsonSchema[] | undefined) ?? [],
  ) as [readonly JsonSchema[], readonly JsonSchema[]]
  const rest = at(promised, promised.schema['items'])
  const restAsked = at(asked, asked.schema['items'])
  const shortest = (promised.schema['minItems'] as number | undefined) ?? 0
  const longest = (promised.schema['maxItems'] as number | undefined) ?? (nothing(rest) ? first.length : Infinity)
  const [least, most] = [
    (asked.schema['minItems'] as number | undefined) ?? 0,
    (asked.schema['maxItems'] as number | undefined) ?? (nothing(restAsked) ? firstAsked.length : Infinity),
  ]
  if (shortest < least) return ask.refuse(`the producer may send fewer than ${least}, ${ask.asker} needs as many`)
  if (longest > most) return ask.refuse(`the producer may send more than ${most}, ${ask.asker} takes no more`)
  const named = Math.max(first.length, firstAsked.length)
  for (let index = 0; index < Math.min(named, longest); index++) {
    const misfit = ask.below(
      first[index] ? at(promised, first[index]) : rest,
      firstAsked[index] ? at(asked, firstAsked[index]) : restAsked,
      `[${index}]`,
    )
    if (misfit) return misfit
  }
  return longest > named ? ask.below(rest, restAsked, '[]') : undefined
}
