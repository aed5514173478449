import { Router, type Request, type Response } from 'express'
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import type { RequestScope } from '../city/request-scope.ts'
import { scopeOf, snapshotOf } from '../http/city-request.ts'
import { eventStreamOnly, postOnly, queryUnknown, subscriptionsOnly } from '../problems/requests.ts'
import { errorOf } from './city-graph.ts'
import { EventStream } from './event-stream.ts'
import { formatError } from './format-error.ts'
import { LineCounts } from './line-counts.ts'
import type { LiveLimits } from './live-limits.ts'
import { LiveLines, type LineParts } from './live-lines.ts'
import { readRequest, type AdHocRequest, type RecordedRequest } from './read-request.ts'
import type { TrustedDocuments } from '../plugins/trusted-documents.ts'

export interface LiveParts extends LineParts {
  readonly trusted: TrustedDocuments
  readonly logger: Logger
}

/**
 * `POST /c/<city>/graphql/stream` with `accept: text/event-stream` and nothing else: one subscription a request, its
 * answers as server-sent events in the protocol of `graphql-sse` (distinct connections). What is refused of the
 * operation itself comes as one event and the end, as the protocol wants; what is refused of the request, or for want
 * of a place, comes as plain HTTP.
 */
export function liveRoutes(parts: LiveParts): { router: Router; stop(): void } {
  const lines = new LiveLines(parts)
  const places = placesFor(parts.limits)
  const router = Router()
  router.all('/graphql/stream', async (req: Request, res: Response) => {
    requireEventStream(req, res)
    const asked = readLive(req)
    const release = places.here(req)
    whenClosed(res, release)
    const scope = await scopeOf(req)
    whenClosed(res, places.own(scope))
    if (!res.destroyed) await answer(scope, asked, res)
  })

  async function answer(scope: RequestScope, asked: RecordedRequest | AdHocRequest, res: Response): Promise<void> {
    const left = new AbortController()
    whenClosed(res, () => {
      left.abort()
    })
    const stream = new EventStream(res, parts.limits)
    for await (const result of results(scope, asked, left.signal))
      if (!(await stream.send('next', JSON.stringify(formatted(result, scope))))) break
    await stream.send('complete')
    stream.end()
  }

  async function* results(
    scope: RequestScope,
    asked: RecordedRequest | AdHocRequest,
    left: AbortSignal,
  ): AsyncGenerator<ExecutionResult, void, void> {
    const { graph } = parts.cache.for(scope.snapshot)
    const recorded = 'id' in asked
    const source = recorded ? parts.trusted.get(asked.id)?.document : asked.query
    if (source === undefined) {
      yield { errors: [errorOf(queryUnknown())] }
      return
    }
    const operationName = recorded ? undefined : asked.operationName
    const operation = graph.follow(
      source,
      { variables: asked.variables, operationName, recorded, ...(recorded ? { key: asked.id } : {}) },
      scope,
    )
    if (operation.kind === 'refused') {
      yield { errors: operation.errors }
      return
    }
    if (operation.kind !== 'subscription') {
      yield { errors: [errorOf(subscriptionsOnly())] }
      return
    }
    yield* lines.follow({ scope, operation, variables: asked.variables ?? {}, operationName }, graph.schema, left)
  }

  const formatted = (result: ExecutionResult, scope: RequestScope): unknown => {
    if (!result.errors?.length) return result
    const format = {
      lang: scope.lang,
      requestId: scope.requestId,
      enabled: scope.snapshot.enabled,
      owners: parts.cache.owners,
      logger: parts.logger,
    }
    return {
      ...('data' in result ? { data: result.data } : {}),
      errors: result.errors.map((error: GraphQLError) => formatError(error, format)),
    }
  }
  return {
    router,
    stop: () => {
      lines.stop()
    },
  }
}

/** Also of an answer that is closed already: nobody tells it again. */
function whenClosed(res: Response, then: () => void): void {
  if (res.destroyed) then()
  else res.once('close', then)
}

/**
 * Places for lines: those of the address and the city are asked for before anything is looked up, a person's own once
 * they are known.
 */
function placesFor({ perAddress, perPerson, perCity }: LiveLimits) {
  const byAddress = new LineCounts(perAddress),
    byCity = new LineCounts(perCity),
    byPerson = new LineCounts(perPerson)
  return {
    here(req: Request): () => void {
      const address = byAddress.take(req.ip ?? '')
      try {
        const city = byCity.take(String(snapshotOf(req).city.id))
        return () => {
          address()
          city()
        }
      } catch (error) {
        address()
        throw error
      }
    },
    own({ actor }: RequestScope): () => void {
      if (actor.kind === 'person') return byPerson.take(actor.key)
      // a device is a word its owner may change at will: without one, and with any, the address counts too
      return actor.kind === 'guest' && actor.device !== undefined
        ? byPerson.take(`device ${actor.device}`)
        : () => undefined
    },
  }
}

/** @throws Problem `METHOD_NOT_ALLOWED`, `NOT_ACCEPTABLE` */
function requireEventStream(req: Request, res: Response): void {
  if (req.method !== 'POST') {
    res.setHeader('allow', 'POST')
    throw postOnly()
  }
  const accepted = (req.headers.accept ?? '').split(',').map((each) => each.split(';')[0]!.trim().toLowerCase())
  if (!accepted.includes('text/event-stream')) throw eventStreamOnly()
}

/** A recorded subscription comes from `graphql-sse` as `extensions.id` with an empty query. */
function readLive(req: Request): RecordedRequest | AdHocRequest {
  const body = req.body as { extensions?: { id?: unknown } | null; variables?: unknown } | null | undefined
  const id = body?.extensions?.id
  return readRequest({
    method: req.method,
    body: typeof id === 'string' ? { id, variables: body?.variables } : (req.body as unknown),
  })
}
