import {
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql'
import { VmesteError } from '@vmeste/sdk'

/** How long a list may be whose field says nothing. */
export const unsaidBound = 100
/** No list of ours is longer; what is, comes in pages. */
export const longestBound = 10_000

/** What one of them is, in a page asked for with `first`. */
export const pageFields: ReadonlySet<string> = new Set(['nodes', 'edges'])

/** How long the list of one field may be, and what one of it costs beside its fields. */
export interface ListBound {
  readonly max: number
  readonly weight: number
  /** Whether the SDL says so: by `@bound`, by `first`, or as the page it is part of. */
  readonly said: boolean
  /** Lists of lists have two. */
  readonly levels: number
  /** With this argument the list holds one at most. */
  readonly oneBy: string | undefined
}

/** What `@bound` says of a field that is a list; where it says nothing, {@link unsaidBound} holds. */
export function boundOf(
  owner: string,
  { name, type, args, astNode }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type' | 'args' | 'astNode'>,
): ListBound | undefined {
  const levels = levelsOf(type)
  const said = astNode?.directives?.find((directive) => directive.name.value === 'bound')
  if (levels === 0) {
    if (said) throw misplaced(owner, name, 'is no list')
    return undefined
  }
  const max = said ? numberIn(said, 'max') : unsaidBound
  const weight = said ? (numberIn(said, 'weight') ?? 0) : 0
  if (max === undefined || !Number.isInteger(max) || max < 1 || max > longestBound || weight < 0)
    throw misplaced(owner, name, `needs a max from 1 to ${longestBound}`)
  const oneBy = said?.arguments?.find((argument) => argument.name.value === 'oneBy')?.value
  return {
    max,
    weight,
    said: said !== undefined || pageFields.has(name) || args.some((argument) => argument.name === 'first'),
    levels,
    oneBy: oneBy?.kind === Kind.STRING ? oneBy.value : undefined,
  }
}

/**
 * The bounds of every list of a schema, by type and field. A list of an interface is as long as the longest of its
 * types.
 */
export class ListBounds {
  readonly #bounds = new Map<string, ListBound>()

  constructor(schema: GraphQLSchema) {
    const types = Object.values(schema.getTypeMap())
      .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
      .filter((type) => 'getFields' in type)
    for (const type of types) {
      for (const field of Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>)) {
        const bound = boundOf(type.name, field)
        if (bound) this.#bounds.set(`${type.name}.${field.name}`, bound)
      }
    }
    for (const type of types.filter(isInterfaceType)) {
      for (const name of Object.keys(type.getFields())) {
        const key = `${type.name}.${name}`
        const own = this.#bounds.get(key)
        if (!own) continue
        const all = [
          own,
          ...schema.getPossibleTypes(type).flatMap((each) => this.#bounds.get(`${each.name}.${name}`) ?? []),
        ]
        this.#bounds.set(key, {
          ...own,
          max: Math.max(...all.map(({ max }) => max)),
          weight: Math.max(...all.map(({ weight }) => weight)),
        })
      }
    }
  }

  /** Lists that say nothing, neither by `@bound` nor by `first`; `nodes` of a page are as many as it was asked for. */
  get unsaid(): string[] {
    return [...this.#bounds]
      .filter(([, { said }]) => !said)
      .map(([name]) => name)
      .sort()
  }

  of(type: string, field: string): ListBound | undefined {
    return this.#bounds.get(`${type}.${field}`)
  }
}

function levelsOf(type: GraphQLOutputType): number {
  const plain = getNullableType(type)
  return isListType(plain) ? 1 + levelsOf(plain.ofType) : 0
}

function numberIn(directive: ConstDirectiveNode, name: string): number | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.INT ? Number(value.value) : undefined
}

const misplaced = (owner: string, field: string, what: string) =>
  new VmesteError(
    'VMESTE_GRAPH_BOUND',
    `${owner}.${field} says @bound, but ${what}; write @bound(max: 50) behind a list and nowhere else`,
  )
