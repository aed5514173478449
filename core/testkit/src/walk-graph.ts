import {
  getNamedType, isEnumType, isInputObjectType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType, isUnionType, type GraphQLArgument, type GraphQLField,
  type GraphQLInputType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema,
} from 'graphql'

/** Values to try for an argument, by its name and its type's name; an empty list leaves an optional argument out. */
export type ArgumentValues = (argument: string, type: string) => readonly unknown[]

export interface WalkStep { readonly field: string; readonly query: string; readonly variables: Record<string, unknown> }

/**
 * Every root query of a schema with everything that can be selected below it, once for each value tried for its arguments.
 *
 * @param depth how far below a root field the selection goes
 */
export function* walkQueries(schema: GraphQLSchema, values: ArgumentValues, depth = 5): Generator<WalkStep> {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) yield* stepsOf(field, values, depth)
}

function* stepsOf(field: GraphQLField<unknown, unknown>, values: ArgumentValues, depth: number): Generator<WalkStep> {
  const tried = field.args.map((argument) => [argument, valuesOf(argument, values)] as const).filter(([, list]) => list.length > 0)
  const rounds = Math.max(1, ...tried.map(([, list]) => list.length))
  const body = selection(field.type, depth)
  for (let round = 0; round < rounds; round++) {
    const chosen = tried.map(([argument, list]) => [argument, list[round % list.length]] as const)
    const head = chosen.length > 0 ? `(${chosen.map(([argument]) => `$${argument.name}: ${String(argument.type)}`).join(', ')})` : ''
    const call = chosen.length > 0 ? `(${chosen.map(([argument]) => `${argument.name}: $${argument.name}`).join(', ')})` : ''
    yield { field: field.name, query: `query Walk${head} { ${field.name}${call}${body} }`, variables: Object.fromEntries(chosen.map(([argument, value]) => [argument.name, value])) }
  }
}

function valuesOf(argument: GraphQLArgument, values: ArgumentValues): readonly unknown[] {
  const given = values(argument.name, getNamedType(argument.type).name)
  if (given.length > 0) return given.map((value) => (isListType(isNonNullType(argument.type) ? argument.type.ofType : argument.type) ? [value] : value))
  return isNonNullType(argument.type) ? [plainValue(argument.type)] : []
}

/** Something valid, where the walk has nothing better. */
function plainValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return plainValue(type.ofType)
  if (isListType(type)) return []
  if (isEnumType(type)) return type.getValues()[0]?.value
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isNonNullType(field.type)).map((field) => [field.name, plainValue(field.type)]))
  return { Int: 1, Float: 1, Boolean: true, UUID: '00000000-0000-7000-8000-000000000000', DateTime: '2026-04-16T15:42:00Z', Date: '2026-04-16' }[getNamedType(type).name] ?? 'x'
}

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  if (isUnionType(named)) return ` { __typename ${named.getTypes().map((member) => `... on ${member.name}${fields(member, depth)}`).join(' ')} }`
  return isObjectType(named) || isInterfaceType(named) ? fields(named as GraphQLObjectType, depth) : ''
}

function fields(type: GraphQLObjectType, depth: number): string {
  const chosen = Object.values(type.getFields())
    .filter((field) => !field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined))
    .filter((field) => isLeafType(getNamedType(field.type)) || depth > 1)
    // two members of a union may give one name to different types
    .map((field) => `${type.name}_${field.name}: ${field.name}${selection(field.type, depth - 1)}`)
  return ` { __typename ${chosen.join(' ')} }`
}
