import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql'

export interface NestedQuery {
  /** The list it is about, `Report.placeHistory`. */
  readonly list: string
  /** How often the way from the list back to itself is gone. */
  readonly times: number
  readonly query: string
}
/** Literals for required arguments, by their names; a field that needs another is passed over. */
export type Literals = Readonly<Record<string, string>>

type Field = GraphQLField<unknown, unknown>
interface Step {
  readonly owner: string
  readonly field: Field
}
type Fielded = GraphQLObjectType | GraphQLInterfaceType

/**
 * Queries over every list of a schema: the shortest way to it, then the shortest way from what it holds back to the
 * same list, again and again, with everything that can be read at each step and as many rows as may be asked for.
 */
export function* nestedLists(schema: GraphQLSchema, literals: Literals, most = 4): Generator<NestedQuery> {
  const known = (field: Field): boolean =>
    field.args.every(
      (argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined || argument.name in literals,
    )
  const call = ({ args, name }: Field): string => {
    const given = args.flatMap((argument) =>
      argument.name in literals && (isNonNullType(argument.type) || argument.name === 'first')
        ? [`${argument.name}: ${literals[argument.name]}`]
        : [],
    )
    return given.length > 0 ? `${name}(${given.join(', ')})` : name
  }
  const leaves = (type: GraphQLNamedType): string =>
    hasFields(type)
      ? Object.values(type.getFields())
          .filter((field) => isLeafType(getNamedType(field.type)) && known(field))
          .map(call)
          .join(' ')
      : ''
  /** Selects what lies at the end of the steps, everything readable on the way, and `inside` where they end. */
  const along = (steps: readonly Step[], inside: string): string =>
    steps.reduceRight((below, { field, owner }) => {
      const type = getNamedType(field.type)
      const body = `${call(field)}${isLeafType(type) ? '' : ` { __typename ${leaves(type)} ${below} }`}`
      return isObjectType(schema.getType(owner)) && owner !== schema.getQueryType()?.name
        ? `... on ${owner} { ${body} }`
        : body
    }, inside)

  const query = schema.getQueryType()
  if (!query) return
  for (const list of listsOf(schema)) {
    const way = wayTo(schema, query.name, list, known)
    if (!way) continue
    const back = wayTo(schema, getNamedType(list.field.type).name, list, known)
    for (let times = 0; times <= (back ? most : 0); times++) {
      const inner = Array.from({ length: times }).reduce<string>((below) => along(back!, below), '')
      yield { list: `${list.owner}.${list.field.name}`, times, query: `{ ${along(way, inner)} }` }
    }
  }
}

const hasFields = (type: GraphQLNamedType | undefined): type is Fielded => isObjectType(type) || isInterfaceType(type)
const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type))

function listsOf(schema: GraphQLSchema): Step[] {
  const apart: ReadonlySet<string | undefined> = new Set([
    schema.getMutationType()?.name,
    schema.getSubscriptionType()?.name,
  ])
  return Object.values(schema.getTypeMap()).flatMap((type): Step[] => {
    const { name: owner } = type
    if (!hasFields(type) || owner.startsWith('__') || apart.has(owner)) return []
    return Object.values(type.getFields())
      .filter((field) => isList(field.type))
      .map((field) => ({ owner, field }))
  })
}

/** The shortest way from a type to a field, the field included. */
function wayTo(
  schema: GraphQLSchema,
  from: string,
  to: Step,
  known: (field: Field) => boolean,
): readonly Step[] | undefined {
  const seen = new Set<string>()
  let front: { readonly type: string; readonly way: readonly Step[] }[] = [{ type: from, way: [] }]
  while (front.length > 0) {
    const next: typeof front = []
    for (const { type: name, way } of front) {
      for (const type of concrete(schema, name)) {
        if (seen.has(type.name)) continue
        seen.add(type.name)
        for (const field of Object.values(type.getFields()).filter(known)) {
          const step = { owner: type.name, field }
          if (type.name === to.owner && field.name === to.field.name) return [...way, step]
          next.push({ type: getNamedType(field.type).name, way: [...way, step] })
        }
      }
    }
    front = next
  }
  return undefined
}

/** A type itself, or whatever it may be. */
function concrete(schema: GraphQLSchema, name: string): Fielded[] {
  const type = schema.getType(name)
  if (isUnionType(type) || isInterfaceType(type))
    return [...(hasFields(type) ? [type] : []), ...schema.getPossibleTypes(type)]
  return hasFields(type) ? [type] : []
}
