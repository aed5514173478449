import { GraphQLError, Kind, parse, type ASTVisitor, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, type ValidationContext } from 'graphql'
import { ListBounds } from './list-bounds.ts'
import { sizeOf, type QuerySize } from './query-size.ts'

/** Generous for a person's page, small for whoever wants to hurt. */
export const limits = {
  tokens: 2_000, depth: 14, rootFields: 20, aliases: 60, fields: 3_000, cost: 200_000,
  /** Looking at the schema, as GraphiQL and code generators do. */
  introspection: { depth: 20, lists: 20, nested: 3 },
  /** What one answer may read and hold while it is made. */
  rows: 10_000, bytes: 2_000_000, introspectionBytes: 8_000_000, errors: 50,
} as const

/** A validation rule: refuses documents that are too deep or too wide. What an operation costs is known only with its variables. */
export function limitsRule(bounds: ListBounds): (context: ValidationContext) => ASTVisitor {
  return (context) => ({
    Document(document: DocumentNode) {
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue
        const over = overIn(sizeOf(context.getSchema(), bounds, document, operation), operation)
        if (over !== undefined) context.reportError(tooLarge(over))
      }
    },
  })
}

/** Whether every operation of a source keeps within the limits, whatever its variables are. */
export function fitsLimits(schema: GraphQLSchema, source: string): boolean {
  const bounds = boundsOf(schema)
  const document = parse(source)
  return document.definitions.every((each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return true
    const size = sizeOf(schema, bounds, document, each)
    return size.cost <= limits.cost && overIn(size, each) === undefined
  })
}

const known = new WeakMap<GraphQLSchema, ListBounds>()
function boundsOf(schema: GraphQLSchema): ListBounds {
  const before = known.get(schema)
  if (before) return before
  const made = new ListBounds(schema)
  known.set(schema, made)
  return made
}

export const tooLarge = (what: string): GraphQLError => new GraphQLError(`too large: ${what}`, { extensions: { code: 'QUERY_TOO_COMPLEX', what } })

function overIn({ fields, depth, aliases, introspection }: QuerySize, { selectionSet: { selections } }: OperationDefinitionNode): string | undefined {
  const { depth: introspectionDepth, lists, nested } = limits.introspection
  if (depth > limits.depth) return `depth ${depth} > ${limits.depth}`
  if (aliases > limits.aliases) return `aliases ${aliases} > ${limits.aliases}`
  if (fields > limits.fields) return `fields ${fields} > ${limits.fields}`
  if (selections.length > limits.rootFields) return `root fields ${selections.length} > ${limits.rootFields}`
  if (introspection.depth > introspectionDepth) return `introspection depth ${introspection.depth} > ${introspectionDepth}`
  if (introspection.lists > lists) return `introspection lists ${introspection.lists} > ${lists}`
  if (introspection.nested > nested) return `introspection lists in lists ${introspection.nested} > ${nested}`
  return introspection.repeats ? 'introspection lists in themselves' : undefined
}
