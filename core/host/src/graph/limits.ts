import {
  GraphQLError,
  Kind,
  parse,
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
} from 'graphql'
import { ListBounds } from './list-bounds.ts'
import { sizeOf, type QuerySize } from './query-size.ts'

/** Generous for a person's page, small for whoever wants to hurt. */
export const limits = {
  characters: 40_000,
  // all that a module tells of one thing, asked for whole
  tokens: 3_000,
  depth: 14,
  rootFields: 20,
  aliases: 60,
  fields: 3_000,
  cost: 200_000,
  /** Looking at the schema, as GraphiQL and code generators do. */
  introspection: { depth: 20, lists: 20, nested: 3 },
  /** What one answer may read and hold while it is made. */
  rows: 10_000,
  bytes: 2_000_000,
  introspectionBytes: 8_000_000,
  errors: 50,
} as const

/**
 * A validation rule: refuses documents that are too deep or too wide. What an operation costs is known only with its
 * variables.
 */
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

/**
 * How large the first operation of a source may become at worst, whatever its variables are, and whether that keeps
 * within the limits.
 */
export function sizeOfSource(schema: GraphQLSchema, source: string): QuerySize & { readonly fits: boolean } {
  const document = parse(source)
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('the source has no operation')
  const size = sizeOf(schema, boundsOf(schema), document, operation)
  return { ...size, fits: size.cost <= limits.cost && overIn(size, operation) === undefined }
}

export const fitsLimits = (schema: GraphQLSchema, source: string): boolean => sizeOfSource(schema, source).fits

/** `Type.field` of every list that does not say how long it may be. */
export const unboundedLists = (schema: GraphQLSchema): string[] => boundsOf(schema).unsaid

const known = new WeakMap<GraphQLSchema, ListBounds>()
function boundsOf(schema: GraphQLSchema): ListBounds {
  const before = known.get(schema)
  if (before) return before
  const made = new ListBounds(schema)
  known.set(schema, made)
  return made
}

export const tooLarge = (what: string): GraphQLError =>
  new GraphQLError(`too large: ${what}`, { extensions: { code: 'QUERY_TOO_COMPLEX', what } })

function overIn(
  { fields, depth, aliases, introspection }: QuerySize,
  { selectionSet: { selections } }: OperationDefinitionNode,
): string | undefined {
  const { depth: introspectionDepth, lists, nested } = limits.introspection
  if (depth > limits.depth) return `depth ${depth} > ${limits.depth}`
  if (aliases > limits.aliases) return `aliases ${aliases} > ${limits.aliases}`
  if (fields > limits.fields) return `fields ${fields} > ${limits.fields}`
  if (selections.length > limits.rootFields) return `root fields ${selections.length} > ${limits.rootFields}`
  if (introspection.depth > introspectionDepth)
    return `introspection depth ${introspection.depth} > ${introspectionDepth}`
  if (introspection.lists > lists) return `introspection lists ${introspection.lists} > ${lists}`
  if (introspection.nested > nested) return `introspection lists in lists ${introspection.nested} > ${nested}`
  return introspection.repeats ? 'introspection lists in themselves' : undefined
}
