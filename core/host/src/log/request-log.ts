import { AsyncLocalStorage } from 'node:async_hooks'
import type { Request, RequestHandler } from 'express'
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { requestIdOf, snapshotIn } from '../http/city-request.ts'

const requests = new AsyncLocalStorage<Request>()

/**
 * From here on every line of the log that this request causes says whose it is. Once more behind whatever reads the
 * body: a stream forgets.
 */
export const inRequestLog: RequestHandler = (req, _res, next) => {
  requests.run(req, next)
}

/** The request and its city, by their ids and nothing else. What a line says itself counts first. */
function ofRequest(): object {
  const req = requests.getStore()
  if (!req) return {}
  const city = snapshotIn(req)?.city.slug
  return { requestId: requestIdOf(req), ...(city === undefined ? {} : { city }) }
}

/**
 * A log of lines of JSON, each with the ids of the request it belongs to.
 *
 * @example hostLogger({ level: 'warn' }, pino.destination(1))
 */
export const hostLogger = (options: Pick<LoggerOptions, 'level'>, to?: DestinationStream): Logger =>
  to ? pino({ ...options, mixin: ofRequest }, to) : pino({ ...options, mixin: ofRequest })
