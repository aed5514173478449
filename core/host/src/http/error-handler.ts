import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { Problem } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import { outageOf } from '../outage/outage-of.ts'
import { addressUnknown } from '../problems/access.ts'
import { bodyTooLarge } from '../problems/limits.ts'
import { internal, serviceUnavailable } from '../problems/outage.ts'
import { badJson } from '../problems/requests.ts'
import { callerLeft } from './caller-left.ts'
import { langOf, requestIdOf } from './city-request.ts'

/** The last stop of every HTTP request that failed: a coded, translated answer, never a stack. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    if (res.headersSent) {
      breakOff(error, req, res, logger)
      return
    }
    if (callerLeft(error, req, res)) {
      logger.debug({ requestId: requestIdOf(req) }, 'the caller left')
      res.destroy()
      return
    }
    const problem = error instanceof Problem ? error : (known(error) ?? unexpected(error, requestIdOf(req), logger))
    const unauthenticated = problem.code === 'UNAUTHENTICATED' || problem.code.startsWith('TOKEN_')
    res.status(unauthenticated ? 401 : problem.kind.status)
    if (unauthenticated) res.setHeader('www-authenticate', 'Bearer realm="vmeste"')
    res.setHeader('cache-control', 'no-store')
    const wait = problem.options.params?.['retryAfterSeconds']
    if (wait !== undefined) res.setHeader('retry-after', String(wait))
    const body = { code: problem.code, message: problem.messageIn(langOf(req)) }
    // whoever speaks GraphQL gets the same refusal in GraphQL's shape
    if (/\/graphql(\/|$)/.test(req.path))
      res.json({ errors: [{ message: body.message, extensions: { code: body.code } }] })
    else res.json(body)
  }
}

/** Whatever nobody has answered until here does not exist. */
export const unknownAddress: RequestHandler = () => {
  throw addressUnknown()
}

/** Half an answer cannot be taken back. Whoever went away in the middle is no fault of ours, and nothing to log. */
function breakOff(error: unknown, req: Request, res: Response, logger: Logger): void {
  // a refusal of what was answered already, a body that crawled, is no fault
  if (!(error instanceof Problem) && !callerLeft(error, req, res))
    logger.error({ requestId: requestIdOf(req), error: describeError(error) }, 'answer broken off')
  res.destroy()
}

/** Faults of the body parser, and an address that cannot be decoded. */
function known(error: unknown): Problem | undefined {
  if (error instanceof URIError) return addressUnknown()
  const { type, status } = error as { type?: unknown; status?: unknown }
  if (type === 'entity.too.large') return bodyTooLarge()
  return typeof status === 'number' && status >= 400 && status < 500 ? badJson() : undefined
}

function unexpected(error: unknown, requestId: string, logger: Logger): Problem {
  const outage = outageOf(error)
  if (outage) {
    logger.warn({ requestId, outage, error: describeError(error) }, 'the platform cannot answer')
    return serviceUnavailable()
  }
  logger.error({ requestId, error: describeError(error) }, 'unexpected error')
  return internal(requestId)
}
