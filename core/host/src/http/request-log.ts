import type { Request, RequestHandler } from 'express'
import { logsOf } from '../log/host-logger.ts'
import { requestIdOf, snapshotIn } from './city-request.ts'

/**
 * From here on every line of the log that this request causes says whose it is. Once more behind whatever reads the
 * body: a stream forgets.
 */
export const inRequestLog: RequestHandler = (req, _res, next) => {
  logsOf(() => idsOf(req), next)
}

/** The request and its city. */
function idsOf(req: Request): object {
  const city = snapshotIn(req)?.city.slug
  return { requestId: requestIdOf(req), ...(city === undefined ? {} : { city }) }
}
