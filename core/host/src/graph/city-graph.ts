import { createHash } from 'node:crypto'
import { getOperationAST, GraphQLError, Kind, parse, specifiedRules, validate, visit, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import type { RequestScope } from '../city/request-scope.ts'
import type { GraphContext } from './graph-context.ts'
import { introspectionClosed } from '../problems.ts'
import { limits, limitsRule } from './limits.ts'
import { plainTextRule, requirePlainText } from './plain-text.ts'

interface Prepared { readonly compiled: CompiledQuery; readonly introspects: boolean }
type Preparation = Prepared | { readonly errors: readonly GraphQLError[] }

/**
 * The graph of one set of modules: its schema and the one compiled executor that stands behind both doors.
 * Documents are parsed, checked against the limits and compiled once.
 */
export class CityGraph {
  readonly schema: GraphQLSchema
  readonly #prepared = new LRUCache<string, Preparation>({ max: 1_000 })

  constructor(schema: GraphQLSchema) { this.schema = schema }

  /** Runs a query or a mutation by its text; `key` is the text's hash where the caller has it already. */
  async execute(source: string, request: { variables?: Record<string, unknown> | null; operationName?: string | null; key?: string }, scope: RequestScope): Promise<ExecutionResult> {
    const key = `${request.key ?? sha256(source)} ${request.operationName ?? ''}`
    return this.#run(this.#preparedFor(key, () => this.#fromSource(source, request.operationName)), request.variables, scope)
  }

  /** The same for a document that Apollo has parsed and validated. */
  async executeDocument(document: DocumentNode, request: { variables?: Record<string, unknown>; operationName: string | null; key: string }, scope: RequestScope): Promise<ExecutionResult> {
    return this.#run(this.#preparedFor(`${request.key} ${request.operationName ?? ''}`, () => this.#compile(document, request.operationName)), request.variables, scope)
  }

  #preparedFor(key: string, make: () => Preparation): Preparation {
    const known = this.#prepared.get(key)
    if (known) return known
    const made = make()
    this.#prepared.set(key, made)
    return made
  }

  #fromSource(source: string, operationName: string | null | undefined): Preparation {
    try {
      const document = parse(source, { maxTokens: limits.tokens })
      const errors = validate(this.schema, document, [...specifiedRules, limitsRule, plainTextRule])
      return errors.length > 0 ? { errors } : this.#compile(document, operationName)
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] }
      throw error
    }
  }

  #compile(document: DocumentNode, operationName: string | null | undefined): Preparation {
    if (!getOperationAST(document, operationName)) return { errors: [new GraphQLError('There is no such operation', { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })] }
    const compiled = compileQuery(this.schema, document, operationName ?? undefined)
    return isCompiledQuery(compiled) ? { compiled, introspects: introspects(document) } : { errors: compiled.errors ?? [] }
  }

  async #run(prepared: Preparation, variables: Record<string, unknown> | null | undefined, scope: RequestScope): Promise<ExecutionResult> {
    if ('errors' in prepared) return { errors: prepared.errors }
    if (prepared.introspects && !scope.can('core.graph.introspect')) {
      const problem = introspectionClosed()
      return { errors: [new GraphQLError(problem.message, { originalError: problem })] }
    }
    try {
      requirePlainText(variables)
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] }
      throw error
    }
    // fields of a module's own types too are asked by whoever asks
    return scope.asked(() => prepared.compiled.query({}, { scope } satisfies GraphContext, variables ?? {}))
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function introspects(document: DocumentNode): boolean {
  let found = false
  visit(document, { [Kind.FIELD]: (node) => { if (node.name.value === '__schema' || node.name.value === '__type') found = true } })
  return found
}
