import { GraphQLError, Kind, type ASTVisitor, type DocumentNode, type FieldNode, type SelectionSetNode, type ValidationContext } from 'graphql'

/** Generous for a person's page, small for whoever wants to hurt. */
export const limits = { tokens: 2_000, depth: 14, rootFields: 20, aliases: 60, cost: 20_000, listSize: 100 } as const

/** A validation rule: refuses queries that are too deep, too wide or would fetch too much. */
export function limitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document(document: DocumentNode) {
      const fragments = new Map(document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d.selectionSet] as const] : [])))
      for (const definition of document.definitions) {
        if (definition.kind !== Kind.OPERATION_DEFINITION) continue
        const meter = new Meter(fragments)
        const cost = meter.measure(definition.selectionSet, 1, new Set())
        const over = meter.depth > limits.depth ? `depth ${meter.depth} > ${limits.depth}`
          : meter.aliases > limits.aliases ? `aliases ${meter.aliases} > ${limits.aliases}`
            : definition.selectionSet.selections.length > limits.rootFields ? `root fields ${definition.selectionSet.selections.length} > ${limits.rootFields}`
              : cost > limits.cost ? `cost ${cost} > ${limits.cost}` : undefined
        if (over) context.reportError(new GraphQLError(`too large: ${over}`, { extensions: { code: 'QUERY_TOO_COMPLEX', what: over } }))
      }
    },
  }
}

class Meter {
  depth = 0
  aliases = 0
  readonly #fragments: ReadonlyMap<string, SelectionSetNode>

  constructor(fragments: ReadonlyMap<string, SelectionSetNode>) { this.#fragments = fragments }

  /** Fields times the sizes of the lists they stand in; stops counting once it is hopeless. */
  measure(set: SelectionSetNode, depth: number, open: ReadonlySet<string>): number {
    this.depth = Math.max(this.depth, depth)
    let cost = 0
    for (const selection of set.selections) {
      if (this.depth > limits.depth || cost > limits.cost) return cost
      if (selection.kind === Kind.FIELD) {
        if (selection.alias) this.aliases++
        cost += 1 + (selection.selectionSet ? listSize(selection) * this.measure(selection.selectionSet, depth + 1, open) : 0)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        cost += this.measure(selection.selectionSet, depth, open)
      } else {
        const name = selection.name.value
        const fragment = this.#fragments.get(name)
        if (fragment && !open.has(name)) cost += this.measure(fragment, depth, new Set([...open, name]))
      }
    }
    return cost
  }
}

/** `first: 50` means fifty of what stands below it; a variable is taken at its worst. */
function listSize(field: FieldNode): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value
  if (!first) return 1
  return first.kind === Kind.INT ? Math.min(Number(first.value), limits.listSize) : limits.listSize
}
