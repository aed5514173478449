import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import { Problem } from '@vmeste/sdk'
import type { RequestScope } from '../city/request-scope.ts'
import { isPromise } from '../health/deadline.ts'
import { sha256 } from '../plugins/operation-hash.ts'
import { introspectionClosed } from '../problems/access.ts'
import { answerTooLarge } from '../problems/limits.ts'
import { subscriptionElsewhere } from '../problems/requests.ts'
import { AnswerBudget } from './answer-budget.ts'
import { boundFields } from './bound-fields.ts'
import { DocumentCache, lengthOf } from './document-cache.ts'
import type { GraphContext } from './graph-context.ts'
import { limits } from './limits.ts'
import { ListBounds } from './list-bounds.ts'
import { requirePlainText } from './plain-text.ts'
import { prepareDocument, prepareSource, type Followable, type Prepared, type Runnable } from './prepare.ts'

type Variables = Record<string, unknown> | null | undefined
/**
 * `key` is the text's hash where the caller has it already; `recorded` ones are few, and kept apart from what strangers
 * send.
 */
export interface GraphRequest {
  readonly variables?: Variables
  readonly operationName?: string | null | undefined
  readonly key?: string
  readonly recorded?: boolean
}

let graphs = 0

/**
 * The graph of one set of modules: its schema and the one compiled executor that stands behind both doors.
 * Documents are parsed, checked against the limits and compiled once.
 */
export class CityGraph {
  readonly schema: GraphQLSchema
  readonly bounds: ListBounds
  readonly #recorded = new LRUCache<string, Prepared>({ max: 1_000 })
  readonly #documents: DocumentCache
  /** Tells its documents from those of other sets of modules. */
  readonly #id = `${++graphs}`

  constructor(schema: GraphQLSchema, documents = new DocumentCache()) {
    this.schema = schema
    this.#documents = documents
    this.bounds = new ListBounds(schema)
    boundFields(schema, this.bounds)
  }

  /** Runs a query or a mutation by its text. */
  async execute(source: string, request: GraphRequest, scope: RequestScope): Promise<ExecutionResult> {
    return this.#run(this.#prepare(source, request), request, scope)
  }

  /** The same for a document that Apollo has parsed and validated. */
  async executeDocument(
    document: DocumentNode,
    request: GraphRequest & { readonly key: string },
    scope: RequestScope,
  ): Promise<ExecutionResult> {
    return this.#run(
      this.#preparedFor(request.key, request, lengthOf(document), () =>
        prepareDocument(this.schema, this.bounds, document, request.operationName),
      ),
      request,
      scope,
    )
  }

  /** A subscription that may be followed with these variables by whoever asks, or why not. */
  follow(source: string, request: GraphRequest, scope: RequestScope): Prepared {
    const prepared = this.#prepare(source, request)
    if (prepared.kind === 'refused') return prepared
    const error = this.#refusalOf(prepared, request.variables, scope)
    return error ? { kind: 'refused', errors: [error] } : prepared
  }

  #prepare(source: string, request: GraphRequest): Prepared {
    return this.#preparedFor(request.key ?? sha256(source), request, source.length, () =>
      prepareSource(this.schema, this.bounds, source, request.operationName),
    )
  }

  #preparedFor(
    hash: string,
    { operationName, recorded }: GraphRequest,
    length: number,
    make: () => Prepared,
  ): Prepared {
    const key = `${hash} ${operationName ?? ''}`
    if (!recorded) return this.#documents.prepared(`${this.#id} ${key}`, length + key.length, make)
    const known = this.#recorded.get(key)
    if (known) return known
    const made = make()
    this.#recorded.set(key, made)
    return made
  }

  #refusalOf(prepared: Runnable | Followable, variables: Variables, scope: RequestScope): GraphQLError | undefined {
    if (prepared.introspects && !scope.can('core.graph.introspect')) return errorOf(introspectionClosed())
    try {
      requirePlainText(variables)
    } catch (error) {
      if (error instanceof GraphQLError) return error
      throw error
    }
    return prepared.tooCostly(variables ?? {})
  }

  #start(prepared: Runnable, { variables, operationName, recorded }: GraphRequest, contextValue: GraphContext) {
    // a wrong variable is worded by the compiled executor alone, at the first time and at every other
    if (!recorded && prepared.uses++ === 0 && prepared.fitting(variables ?? {})) {
      return execute({
        schema: this.schema,
        document: prepared.document,
        rootValue: {},
        contextValue,
        variableValues: variables ?? {},
        operationName: operationName ?? null,
      })
    }
    const compiled = prepared.compiled()
    return 'kind' in compiled ? { errors: compiled.errors } : compiled.query({}, contextValue, variables ?? {})
  }

  async #run(prepared: Prepared, request: GraphRequest, scope: RequestScope): Promise<ExecutionResult> {
    const { variables } = request
    if (prepared.kind === 'refused') return { errors: prepared.errors }
    const refusal = this.#refusalOf(prepared, variables, scope)
    if (refusal) return { errors: [refusal] }
    if (prepared.kind === 'subscription') return { errors: [errorOf(subscriptionElsewhere())] }
    const changes = prepared.kind === 'mutation'
    const budget = budgetFor(scope, {
      changes,
      bytes: prepared.introspectsOnly ? limits.introspectionBytes : limits.bytes,
    })
    // fields of a module's own types too are asked by whoever asks
    const running = scope.asked(() => this.#start(prepared, request, { scope, budget }))
    // a change is waited for: its own fields have their deadlines, and what was done must be told
    const result =
      changes || !isPromise(running)
        ? await running
        : await scope.runtime.calls.answers.race(running, () => budget.tooSlow()).catch(lateOnly)
    return whole(result, budget)
  }
}

/** A budget for one answer to this request. */
export const budgetFor = (scope: RequestScope, { changes, bytes }: { changes: boolean; bytes: number }): AnswerBudget =>
  new AnswerBudget({ ms: scope.runtime.calls.answerMs, bytes, changes, isGone: () => scope.isGone() })

/** All of an answer or none of it: what was stopped on the way or became too large is one refusal, not thousands. */
export function whole(result: ExecutionResult, budget: AnswerBudget): ExecutionResult {
  if (!budget.over && !budget.fits(result.data)) return { data: null, errors: [errorOf(answerTooLarge())] }
  if (budget.over) return { data: null, errors: [errorOf(budget.over)] }
  return result.errors && result.errors.length > limits.errors
    ? { ...result, errors: result.errors.slice(0, limits.errors) }
    : result
}

export const errorOf = (problem: Problem): GraphQLError => new GraphQLError(problem.message, { originalError: problem })

/** The one refusal a run ends in is its deadline, and that stands in the budget. */
const lateOnly = (error: unknown): ExecutionResult => {
  if (error instanceof Problem) return {}
  throw error
}
