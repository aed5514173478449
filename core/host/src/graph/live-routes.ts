import { Router, type Request } from 'express'
import { GraphQLError, parse, specifiedRules, subscribe, validate, type DocumentNode, type ExecutionResult } from 'graphql'
import type { OperationContext } from 'graphql-sse'
import { createHandler } from 'graphql-sse/lib/use/express'
import type { Logger } from 'pino'
import { Problem, type Clock } from '@vmeste/sdk'
import type { RequestScope } from '../city/request-scope.ts'
import { sessionOf } from '../identity/authenticate.ts'
import type { IdentityPort } from '../identity/identity-port.ts'
import type { RightsTaken } from '../identity/rights-taken/rights-taken.ts'
import { scopeOf } from '../http/city-request.ts'
import type { SnapshotStore } from '../city/snapshot-store.ts'
import { queryUnknown } from '../problems.ts'
import { formatError } from './format-error.ts'
import type { GraphContext } from './graph-context.ts'
import type { GraphCache } from './graph-cache.ts'
import { limits, limitsRule } from './limits.ts'
import { plainTextRule, requirePlainText } from './plain-text.ts'
import type { TrustedDocuments } from './trusted-documents.ts'

export interface LiveParts { readonly cache: GraphCache; readonly trusted: TrustedDocuments; readonly store: SnapshotStore; readonly logger: Logger; readonly clock: Clock; readonly identity: IdentityPort | undefined; readonly rights: Pick<RightsTaken, 'onTaken'> }

/** A timer set for longer than this fires at once. */
const longestWait = 2 ** 31 - 1

interface OpenStream { readonly scope: RequestScope; readonly document: DocumentNode; readonly sid: string | undefined }

/**
 * `/c/<city>/graphql/stream`: subscriptions over SSE, each its own request. A recorded document comes as
 * `extensions.id` with an empty query. A stream whose fields leave the city with a module ends at once, and so does one whose
 * session ends, whose reader loses a right, or whose owner loses a role in the city; one whose token is over ends with it, and whoever still may opens another.
 */
export function liveRoutes({ cache, trusted, store, logger, clock, identity, rights }: LiveParts): { router: Router; stop(): void } {
  const open = new Map<AsyncIterator<unknown>, OpenStream>()
  const endIf = (gone: (stream: OpenStream) => boolean): void => {
    for (const [stream, of] of open) if (gone(of)) void stream.return?.()
  }
  const unsubscribe = store.onChange(({ city, after, removed }) => {
    const { schema } = cache.for(after).graph
    endIf(({ scope, document }) => scope.snapshot.city.id === city && (scope.lostIn(after) || (removed.length > 0 && validate(schema, document).length > 0)))
  })
  const unmourn = store.onGone((city) => { endIf(({ scope }) => scope.snapshot.city.id === city) })
  const unwatch = rights.onTaken((city, person) => { endIf(({ scope: { snapshot, actor } }) => snapshot.city.id === city && actor.kind === 'person' && actor.key === person) })
  const unhear = identity?.onSessionEnd?.((sid) => { endIf((stream) => stream.sid === sid) })

  const formatted = (result: ExecutionResult, scope: RequestScope): ExecutionResult => result.errors?.length
    ? { ...result, errors: result.errors.map((error) => new PlainError(formatError(error, { lang: scope.lang, requestId: scope.requestId, enabled: scope.snapshot.enabled, owners: cache.owners, logger }))) }
    : result

  const handler = createHandler<OperationContext>({
    onSubscribe: async (req, params) => {
      const scope = await scopeOf(req.raw)
      const { graph } = cache.for(scope.snapshot)
      const id = params.extensions?.['id']
      const source = typeof id === 'string' ? trusted.get(id)?.document : params.query
      try {
        if (source === undefined) throw new GraphQLError('unknown document', { originalError: queryUnknown() })
        requirePlainText(params.variables)
        const document = parse(source, { maxTokens: limits.tokens })
        const errors = validate(graph.schema, document, [...specifiedRules, limitsRule, plainTextRule])
        if (errors.length > 0) return formatted({ errors }, scope)
        return { schema: graph.schema, document, variableValues: params.variables, operationName: params.operationName ?? null, contextValue: { scope }, rootValue: {} }
      } catch (error) {
        if (error instanceof GraphQLError) return formatted({ errors: [error] }, scope)
        throw error
      }
    },
    subscribe: async (args) => {
      const { scope } = args.contextValue as unknown as GraphContext
      const result = await subscribe(args)
      if (!(Symbol.asyncIterator in result)) return formatted(result, scope)
      const stream = result[Symbol.asyncIterator]()
      const { sid, expiresAt } = sessionOf(scope.actor) ?? {}
      open.set(stream, { scope, document: args.document, sid })
      // the city may have changed, or gone, between the check of the right and this line
      const now = store.get(scope.snapshot.city.id)
      if (!now || scope.lostIn(now)) void stream.return?.()
      const over = expiresAt && setTimeout(() => { void stream.return?.() }, Math.min(longestWait, Math.max(0, expiresAt.getTime() - clock.now().getTime())))
      over?.unref()
      return watched(stream, () => { clearTimeout(over); open.delete(stream) }, (value) => formatted(value, scope))
    },
  })

  const router = Router()
  router.all('/graphql/stream', async (req: Request, res) => {
    res.setHeader('x-accel-buffering', 'no')
    await handler(req, res)
  })
  return { router, stop: () => { unsubscribe(); unmourn(); unwatch(); unhear?.(); endIf(() => true) } }
}

/** A formatted error that graphql-sse can carry as one. */
class PlainError extends GraphQLError {
  constructor({ message, extensions }: { message: string; extensions?: Record<string, unknown> }) {
    super(message, extensions ? { extensions } : {})
  }
}

/** A refusal that comes from inside a line is told as one; a fault breaks the line off, and whoever listens opens another. */
async function* watched(stream: AsyncIterator<ExecutionResult>, closed: () => void, map: (value: ExecutionResult) => ExecutionResult): AsyncGenerator<ExecutionResult, void, void> {
  try {
    for (let step = await stream.next(); !step.done; step = await stream.next()) yield map(step.value)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    yield map({ errors: [new GraphQLError(error.message, { originalError: error })] })
  } finally {
    closed()
    await stream.return?.()
  }
}
