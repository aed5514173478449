import {
  getNamedType,
  isObjectType,
  isInterfaceType,
  isListType,
  getNullableType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { isIntrospectionRoot, IntrospectionMeter, type IntrospectionSize } from './introspection-size.ts'
import { pageFields, unsaidBound, type ListBounds } from './list-bounds.ts'

export interface QuerySize {
  /** Fields times the lengths of the lists they stand in, however those nest. */
  readonly cost: number
  /** Fields as written, each fragment wherever it is spread: so many the executor has to compile. */
  readonly fields: number
  readonly depth: number
  readonly aliases: number
  readonly introspection: IntrospectionSize
}

/** Values of variables; undefined while they are not known, then each is taken at its worst. */
type Variables = Readonly<Record<string, unknown>> | undefined

const nothing: QuerySize = {
  cost: 0,
  fields: 0,
  depth: 0,
  aliases: 0,
  introspection: { depth: 0, lists: 0, nested: 0, repeats: false },
}
/** What one look at the schema costs, beside what `IntrospectionMeter` says. */
const introspectionCost = 1_000

/**
 * How large the answer to one operation may become, at worst. Each fragment is measured once, however often it is
 * spread.
 */
export function sizeOf(
  schema: GraphQLSchema,
  bounds: ListBounds,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables?: Variables,
): QuerySize {
  const root = schema.getRootType(operation.operation)
  return new Meter(schema, bounds, document, operation, variables).measure(
    operation.selectionSet,
    root?.name,
    unsaidBound,
  )
}

class Meter {
  readonly #schema: GraphQLSchema
  readonly #bounds: ListBounds
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly #operation: OperationDefinitionNode
  readonly #variables: Variables
  readonly #introspection: IntrospectionMeter
  readonly #known = new Map<string, QuerySize>()
  readonly #open = new Set<string>()

  constructor(
    schema: GraphQLSchema,
    bounds: ListBounds,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ) {
    this.#schema = schema
    this.#bounds = bounds
    this.#fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    )
    this.#operation = operation
    this.#variables = variables
    this.#introspection = new IntrospectionMeter(this.#fragments)
  }

  /** @param page how many `nodes` there are, where the set stands below a page */
  measure(set: SelectionSetNode, type: string | undefined, page: number): QuerySize {
    let all = nothing
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) all = sum(all, this.#field(selection, type, page))
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        all = sum(all, this.measure(selection.selectionSet, selection.typeCondition?.name.value ?? type, page))
      else all = sum(all, this.#fragment(selection.name.value, page))
    }
    return all
  }

  #fragment(name: string, page: number): QuerySize {
    const key = `${name} ${page}`
    const known = this.#known.get(key)
    if (known) return known
    const fragment = this.#fragments.get(name)
    if (!fragment || this.#open.has(name)) return nothing // no such fragment, or a circle: refused by other rules
    this.#open.add(name)
    const made = this.measure(fragment.selectionSet, fragment.typeCondition.name.value, page)
    this.#open.delete(name)
    this.#known.set(key, made)
    return made
  }

  #field(node: FieldNode, type: string | undefined, page: number): QuerySize {
    const aliases = node.alias ? 1 : 0
    if (isIntrospectionRoot(node)) {
      const introspection = this.#introspection.measure(node)
      return { cost: introspectionCost, fields: 1, depth: 1, aliases: aliases + introspection.aliases, introspection }
    }
    const field = this.#definition(type, node.name.value)
    const size = this.#lengthOf(node, field, type, page)
    const below = node.selectionSet
      ? this.measure(
          node.selectionSet,
          field && getNamedType(field.type).name,
          field && !isListType(getNullableType(field.type)) ? (this.#firstOf(node, field) ?? unsaidBound) : unsaidBound,
        )
      : nothing
    const cost =
      1 + (size === undefined ? below.cost : size.length * (size.weight + (node.selectionSet ? below.cost : 1)))
    return {
      cost,
      fields: 1 + below.fields,
      depth: 1 + below.depth,
      aliases: aliases + below.aliases,
      introspection: below.introspection,
    }
  }

  #definition(type: string | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
    const owner = type === undefined ? undefined : this.#schema.getType(type)
    return isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[name] : undefined
  }

  /** How many a list holds at most; undefined for what is no list. */
  #lengthOf(
    node: FieldNode,
    field: GraphQLField<unknown, unknown> | undefined,
    type: string | undefined,
    page: number,
  ): { length: number; weight: number } | undefined {
    const bound = field && type !== undefined ? this.#bounds.of(type, field.name) : undefined
    if (!field || !bound) return undefined
    if (bound.oneBy !== undefined && this.#isGiven(node, bound.oneBy)) return { length: 1, weight: bound.weight }
    const asked = this.#firstOf(node, field) ?? (pageFields.has(field.name) ? page : bound.max)
    return { length: Math.min(Math.max(0, asked), bound.max) ** bound.levels, weight: bound.weight }
  }

  /**
   * `first: 50` means fifty; a variable nobody knows yet means as many as there may be, and so does a field without
   * `first`.
   */
  #firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    const declared = field.args.find((argument) => argument.name === 'first')
    if (!declared) return undefined
    const given = this.#valueOf(node, 'first')
    const value = given === undefined ? declared.defaultValue : given
    return typeof value === 'number' ? value : undefined
  }

  #isGiven(node: FieldNode, name: string): boolean {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value
    if (value?.kind !== Kind.VARIABLE) return value !== undefined && value.kind !== Kind.NULL
    if (this.#variables) return (this.#variables[value.name.value] ?? undefined) !== undefined
    return (
      this.#operation.variableDefinitions?.some(
        ({ variable, type }) => variable.name.value === value.name.value && type.kind === Kind.NON_NULL_TYPE,
      ) ?? false
    )
  }

  /** Null where nobody can know yet. */
  #valueOf(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value
    if (value?.kind !== Kind.VARIABLE) return value && valueFromASTUntyped(value)
    if (!this.#variables) return null
    const given = this.#variables[value.name.value]
    if (given !== undefined) return given
    const otherwise = this.#operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === value.name.value,
    )?.defaultValue
    return otherwise && valueFromASTUntyped(otherwise)
  }
}

function sum(a: QuerySize, b: QuerySize): QuerySize {
  return {
    cost: a.cost + b.cost,
    fields: a.fields + b.fields,
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    introspection: {
      depth: Math.max(a.introspection.depth, b.introspection.depth),
      lists: a.introspection.lists + b.introspection.lists,
      nested: Math.max(a.introspection.nested, b.introspection.nested),
      repeats: a.introspection.repeats || b.introspection.repeats,
    },
  }
}
