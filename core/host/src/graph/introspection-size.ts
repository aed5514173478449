import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql'

/**
 * How much a look at the schema asks for. What GraphiQL and code generators ask is deep, but its lists do not nest in
 * themselves.
 */
export interface IntrospectionSize {
  readonly depth: number
  /** How many lists are asked for. */
  readonly lists: number
  /** How many of them stand in each other. */
  readonly nested: number
  /** A list of types or fields stands in one of its own kind: each such step multiplies by the whole schema. */
  readonly repeats: boolean
}
type Measured = IntrospectionSize & { readonly aliases: number }

const lists: ReadonlySet<string> = new Set([
  'types',
  'directives',
  'fields',
  'args',
  'inputFields',
  'interfaces',
  'possibleTypes',
  'enumValues',
])
const nothing: Measured = { depth: 0, lists: 0, nested: 0, repeats: false, aliases: 0 }

export const isIntrospectionRoot = ({ name }: FieldNode): boolean =>
  name.value === '__schema' || name.value === '__type'

export class IntrospectionMeter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly #known = new Map<string, Measured>()
  readonly #open = new Set<string>()

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments
  }

  measure(root: FieldNode): Measured {
    return this.#field(root, [])
  }

  /** @param within the lists around it */
  #field({ name, alias, selectionSet }: FieldNode, within: readonly string[]): Measured {
    const isList = lists.has(name.value)
    const inside = isList ? [...within, name.value] : within
    // deeper than this is refused whatever else stands there
    const below = selectionSet && inside.length <= lists.size ? this.#set(selectionSet, inside) : nothing
    return {
      depth: 1 + below.depth,
      lists: below.lists + (isList ? 1 : 0),
      nested: Math.max(inside.length, below.nested),
      repeats: below.repeats || (isList && within.includes(name.value)),
      aliases: below.aliases + (alias ? 1 : 0),
    }
  }

  #set(set: SelectionSetNode, within: readonly string[]): Measured {
    return set.selections
      .map((selection): Measured => {
        if (selection.kind === Kind.FIELD) return this.#field(selection, within)
        return selection.kind === Kind.INLINE_FRAGMENT
          ? this.#set(selection.selectionSet, within)
          : this.#fragment(selection.name.value, within)
      })
      .reduce(sum, nothing)
  }

  #fragment(name: string, within: readonly string[]): Measured {
    const key = `${name} ${within.join(' ')}`
    const known = this.#known.get(key)
    if (known) return known
    const fragment = this.#fragments.get(name)
    if (!fragment || this.#open.has(name)) return nothing
    this.#open.add(name)
    const made = this.#set(fragment.selectionSet, within)
    this.#open.delete(name)
    this.#known.set(key, made)
    return made
  }
}

const sum = (a: Measured, b: Measured): Measured => ({
  depth: Math.max(a.depth, b.depth),
  lists: a.lists + b.lists,
  nested: Math.max(a.nested, b.nested),
  repeats: a.repeats || b.repeats,
  aliases: a.aliases + b.aliases,
})
