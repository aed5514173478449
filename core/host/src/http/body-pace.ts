import type { RequestHandler } from 'express'
import { bodyTooSlow } from '../problems/limits.ts'
import { langOf } from './city-request.ts'
import { Pace } from './pace.ts'

/**
 * Gives up on bodies that crawl, whoever reads them: forty sockets with a byte now and then must not hold what forty
 * people need.
 */
export function bodyPace(pace = new Pace()): RequestHandler {
  return (req, res, next) => {
    if (
      req.headers['content-length'] === '0' ||
      (req.headers['content-length'] === undefined && req.headers['transfer-encoding'] === undefined)
    ) {
      next()
      return
    }
    const stop = pace.watch({
      bytes: () => req.socket.bytesRead,
      // what has come and lies here unread waits for us
      waits: () => !req.complete && req.readableLength === 0,
      cut: () => {
        if (res.headersSent) {
          req.destroy()
          return
        }
        const problem = bodyTooSlow()
        // the connection goes with the answer, and whoever reads the body hears that no more will come
        res
          .status(problem.kind.status)
          .set({ connection: 'close', 'cache-control': 'no-store' })
          .json({ code: problem.code, message: problem.messageIn(langOf(req)) })
      },
    })
    req.once('end', stop)
    req.once('close', stop)
    res.once('close', stop)
    next()
  }
}
