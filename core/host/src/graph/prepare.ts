import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import { limits, limitsRule, tooLarge } from './limits.ts'
import type { ListBounds } from './list-bounds.ts'
import { plainTextRule } from './plain-text.ts'
import { sizeOf } from './query-size.ts'

interface Known {
  /** So many the executor compiles. */
  readonly fields: number
  readonly introspects: boolean
  /** Nothing but that: its answer may be longer. */
  readonly introspectsOnly: boolean
  /** What it costs with these variables is too much. */
  tooCostly(variables: Readonly<Record<string, unknown>>): GraphQLError | undefined
}
/**
 * An operation that may be run, checked once. It is compiled when it comes again: most of what strangers send comes
 * once.
 */
export interface Runnable extends Known {
  readonly kind: 'query' | 'mutation'
  readonly document: DocumentNode
  uses: number
  /** Whether the variables are what the operation takes. */
  fitting(variables: Readonly<Record<string, unknown>>): boolean
  compiled(): CompiledQuery | Refused
}
/** An operation that may be followed; who follows it runs its document for each event. */
export interface Followable extends Known {
  readonly kind: 'subscription'
  readonly document: DocumentNode
}
export interface Refused {
  readonly kind: 'refused'
  readonly errors: readonly GraphQLError[]
}
export type Prepared = Runnable | Followable | Refused

const refused = (...errors: readonly GraphQLError[]): Refused => ({ kind: 'refused', errors })

/** Reads, validates and compiles one operation of a source. */
export function prepareSource(
  schema: GraphQLSchema,
  bounds: ListBounds,
  source: string,
  operationName: string | null | undefined,
): Prepared {
  try {
    const document = parse(source, { maxTokens: limits.tokens })
    const errors = validate(schema, document, [...specifiedRules, limitsRule(bounds), plainTextRule])
    return errors.length > 0
      ? refused(...errors.map(withoutNodes))
      : prepareDocument(schema, bounds, document, operationName)
  } catch (error) {
    if (error instanceof GraphQLError) return refused(withoutNodes(error))
    throw error
  }
}

/** The same for a document that has been validated. */
export function prepareDocument(
  schema: GraphQLSchema,
  bounds: ListBounds,
  document: DocumentNode,
  operationName: string | null | undefined,
): Prepared {
  const operation = getOperationAST(document, operationName)
  if (!operation)
    return refused(
      new GraphQLError('There is no such operation', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }),
    )
  const { fields } = sizeOf(schema, bounds, document, operation)
  const overIn = (variables?: Readonly<Record<string, unknown>>): GraphQLError | undefined => {
    const { cost } = sizeOf(schema, bounds, document, operation, variables)
    return cost > limits.cost ? tooLarge(`cost ${cost} > ${limits.cost}`) : undefined
  }
  const atWorst = overIn()
  const known: Known = { fields, ...introspectionIn(document), tooCostly: atWorst ? overIn : () => undefined }
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return { kind: 'subscription', document, ...known }
  let compiled: CompiledQuery | Refused | undefined
  const { operation: kind, variableDefinitions = [] } = operation
  return {
    kind,
    document,
    uses: 0,
    ...known,
    fitting: (variables) =>
      getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 }).errors === undefined,
    compiled: () => (compiled ??= compile(schema, document, operationName)),
  }
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
): CompiledQuery | Refused {
  const compiled = compileQuery(schema, document, operationName ?? undefined)
  return isCompiledQuery(compiled) ? compiled : refused(...(compiled.errors ?? []))
}

/** A refusal that is kept must not keep the whole document with it. */
function withoutNodes(error: GraphQLError): GraphQLError {
  const { message, extensions, originalError, source, positions } = error
  return source && positions
    ? new GraphQLError(message, { extensions, originalError, source, positions })
    : new GraphQLError(message, { extensions, originalError })
}

function introspectionIn(document: DocumentNode): { introspects: boolean; introspectsOnly: boolean } {
  let introspects = false
  visit(document, {
    [Kind.FIELD]: (node) => {
      if (node.name.value === '__schema' || node.name.value === '__type') introspects = true
    },
  })
  const introspectsOnly =
    introspects &&
    document.definitions.every(
      (each) =>
        each.kind !== Kind.OPERATION_DEFINITION ||
        each.selectionSet.selections.every((one) => one.kind === Kind.FIELD && one.name.value.startsWith('__')),
    )
  return { introspects, introspectsOnly }
}
