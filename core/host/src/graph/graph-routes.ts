import { Router, type Request, type Response } from 'express'
import { GraphQLError, type ExecutionResult, type FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import { scopeOf } from '../http/city-request.ts'
import { outageRetrySeconds } from '../problems/outage.ts'
import { queryUnknown } from '../problems/requests.ts'
import { formatError, saysUnavailable } from './format-error.ts'
import { readRequest } from './read-request.ts'
import type { GraphCache } from './graph-cache.ts'
import type { TrustedDocuments } from '../plugins/trusted-documents.ts'

/** `POST /c/<city>/graphql`: the short door for recorded documents, Apollo's for everything else. */
export function graphRoutes({
  cache,
  trusted,
  logger,
}: {
  cache: GraphCache
  trusted: TrustedDocuments
  logger: Logger
}): Router {
  const router = Router()
  router.all('/graphql', async (req: Request, res: Response) => {
    const scope = await scopeOf(req)
    const { graph, apollo } = cache.for(scope.snapshot)
    res.setHeader('x-city-revision', String(scope.snapshot.revision))
    res.setHeader('cache-control', 'no-store')
    const body = readRequest(req)
    if ('id' in body) {
      const document = trusted.get(body.id)
      const result: ExecutionResult = document
        ? await graph.execute(document.document, { variables: body.variables, key: body.id, recorded: true }, scope)
        : { errors: [new GraphQLError('unknown document', { originalError: queryUnknown() })] }
      res.setHeader('content-type', 'application/json; charset=utf-8')
      const answer = withFormattedErrors(result)
      if (saysUnavailable(answer.errors)) res.status(503).setHeader('retry-after', String(outageRetrySeconds))
      res.end(JSON.stringify(answer))
      return
    }
    const reply = await apollo.handle({ headers: req.headers, body }, scope)
    for (const [name, value] of reply.headers) res.setHeader(name, value)
    res.status(reply.status ?? 200)
    if (reply.body.kind === 'complete') {
      res.end(reply.body.string)
      return
    }
    for await (const chunk of reply.body.asyncIterator) res.write(chunk)
    res.end()

    function withFormattedErrors(result: ExecutionResult): Pick<FormattedExecutionResult, 'data' | 'errors'> {
      if (!result.errors?.length) return 'data' in result ? { data: result.data } : {}
      const format = {
        lang: scope.lang,
        requestId: scope.requestId,
        enabled: scope.snapshot.enabled,
        owners: cache.owners,
        logger,
      }
      return {
        ...('data' in result ? { data: result.data } : {}),
        errors: result.errors.map((error) => formatError(error, format)),
      }
    }
  })
  return router
}
