import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  typeFromAST,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type NamedTypeNode,
} from 'graphql'
import { fitsLimits } from '@vmeste/host'

/**
 * Values to try for an argument or a field of an input, by its name, its type's name and what it belongs to: a root
 * field or an input type. An empty list leaves an optional one out.
 */
export type ArgumentValues = (argument: string, type: string, owner: string) => readonly unknown[]

export interface WalkStep {
  readonly field: string
  readonly query: string
  readonly variables: Record<string, unknown>
}

/**
 * Every root query of a schema with everything that can be selected below it, once for each value tried for its
 * arguments.
 *
 * @param depth how far below a root field the selection goes, where the limits of the graph let it
 */
export function* walkQueries(schema: GraphQLSchema, values: ArgumentValues, depth = 5): Generator<WalkStep> {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}))
    yield* stepsOf(schema, 'query', field, values, depth)
}

/** The same for every mutation; values are tried inside inputs too. */
export function* walkMutations(schema: GraphQLSchema, values: ArgumentValues, depth = 3): Generator<WalkStep> {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
    yield* stepsOf(schema, 'mutation', field, values, depth)
}

/** Every root subscription. */
export function* walkSubscriptions(schema: GraphQLSchema, values: ArgumentValues, depth = 3): Generator<WalkStep> {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    yield* stepsOf(schema, 'subscription', field, values, depth)
}

/** Values for the variables of a recorded document, by their names and types as arguments of the graph. */
export function variablesFor(
  schema: GraphQLSchema,
  document: string,
  values: ArgumentValues,
  round = 0,
): Record<string, unknown> {
  const definitions = parse(document).definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? (each.variableDefinitions ?? []) : [],
  )
  return Object.fromEntries(
    definitions.flatMap(({ variable, type, defaultValue }) => {
      const known = typeFromAST(schema, type as NamedTypeNode) as GraphQLInputType | undefined
      const value =
        known && valueOf(variable.name.value, defaultValue ? getNullableType(known) : known, values, round, '')
      return value === undefined ? [] : [[variable.name.value, value]]
    }),
  )
}

function* stepsOf(
  schema: GraphQLSchema,
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  values: ArgumentValues,
  depth: number,
): Generator<WalkStep> {
  const rounds = Math.max(
    1,
    ...field.args.map((argument) => roundsOf(argument.name, argument.type, values, field.name)),
  )
  const deepest = Array.from({ length: depth }, (_, at) => depth - at)
  const texts = new Map<string, string>()
  const textWith = (head: string, call: string): string => {
    const queries = deepest.map(
      (depth) => () => `${kind} Walk${head} { ${field.name}${call}${selection(field.type, depth)} }`,
    )
    return (queries.find((each) => fitsLimits(schema, each())) ?? queries.at(-1)!)()
  }
  for (let round = 0; round < rounds; round++) {
    const chosen = field.args.flatMap((argument) => {
      const value = valueOf(
        argument.name,
        argument.defaultValue === undefined ? argument.type : getNullableType(argument.type),
        values,
        round,
        field.name,
      )
      return value === undefined ? [] : [{ argument, value }]
    })
    const head =
      chosen.length > 0
        ? `(${chosen.map(({ argument }) => `$${argument.name}: ${String(argument.type)}`).join(', ')})`
        : ''
    const call =
      chosen.length > 0 ? `(${chosen.map(({ argument }) => `${argument.name}: $${argument.name}`).join(', ')})` : ''
    // values change from round to round, the text with the arguments that are given does not
    const query = texts.get(head) ?? textWith(head, call)
    texts.set(head, query)
    yield {
      field: field.name,
      query,
      variables: Object.fromEntries(chosen.map(({ argument, value }) => [argument.name, value])),
    }
  }
}

/** How many values there are for whatever has the most of them. */
function roundsOf(name: string, type: GraphQLInputType, values: ArgumentValues, owner: string): number {
  const named = getNamedType(type)
  return isInputObjectType(named)
    ? Math.max(
        0,
        ...Object.values(named.getFields()).map((field) => roundsOf(field.name, field.type, values, named.name)),
      )
    : values(name, named.name, owner).length
}

/** The value of one round; undefined leaves an optional one out. */
function valueOf(name: string, type: GraphQLInputType, values: ArgumentValues, round: number, owner: string): unknown {
  const plain = getNullableType(type),
    named = getNamedType(type)
  const given = values(name, named.name, owner)
  if (isListType(plain)) {
    const inner =
      given.length > 0 || isInputObjectType(named) ? valueOf(name, plain.ofType, values, round, owner) : undefined
    return inner === undefined ? (isNonNullType(type) ? [] : undefined) : [inner]
  }
  if (given.length > 0) return given[round % given.length]
  if (isInputObjectType(plain)) {
    const fields = Object.values(plain.getFields())
      .map(
        (field) =>
          [
            field.name,
            valueOf(
              field.name,
              field.defaultValue === undefined ? field.type : getNullableType(field.type),
              values,
              round,
              plain.name,
            ),
          ] as const,
      )
      .filter(([, value]) => value !== undefined)
    return fields.length > 0 || isNonNullType(type) ? Object.fromEntries(fields) : undefined
  }
  return isNonNullType(type) ? plainValue(type) : undefined
}

/** Something valid, where the walk has nothing better. */
function plainValue(type: GraphQLInputType): unknown {
  const named = getNamedType(type)
  if (isEnumType(named)) return named.getValues()[0]?.value
  return (
    {
      Int: 1,
      Float: 1,
      Boolean: true,
      UUID: '00000000-0000-7000-8000-000000000000',
      DateTime: '2026-04-16T15:42:00Z',
      Date: '2026-04-16',
    }[named.name] ?? 'x'
  )
}

function selection(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  if (isUnionType(named))
    return ` { __typename ${named
      .getTypes()
      .map((member) => `... on ${member.name}${fields(member, depth, `${member.name}_`)}`)
      .join(' ')} }`
  return isObjectType(named) || isInterfaceType(named) ? fields(named as GraphQLObjectType, depth, '') : ''
}

/** @param alias two members of a union may give one name to different types, so each has its own there */
function fields(type: GraphQLObjectType, depth: number, alias: string): string {
  const chosen = Object.values(type.getFields())
    .filter(
      (field) => !field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined),
    )
    .filter((field) => isLeafType(getNamedType(field.type)) || depth > 1)
    .map((field) => `${alias && `${alias}${field.name}: `}${field.name}${selection(field.type, depth - 1)}`)
  return ` { __typename ${chosen.join(' ')} }`
}
