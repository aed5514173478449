import type { Request, Response } from 'express'

/** What a stream says when its other end is gone. */
const streamEnds = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_UNABLE_TO_PIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_HTTP_HEADERS_SENT',
  'ERR_HTTP_REQUEST_TIMEOUT',
  'ECONNABORTED',
  'ABORT_ERR',
])
/** What a connection says then; a database may say it too, so it counts only when the caller's own is closed. */
const lineEnds = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

/** Whether an error only says that whoever asked has gone: no fault of ours, and nothing to log. */
export function callerLeft(error: unknown, req: Request, res: Response): boolean {
  const { code, type, name } = (error ?? {}) as { code?: unknown; type?: unknown; name?: unknown }
  if (type === 'request.aborted') return true
  if (!isGone(req, res)) return code === 'ERR_STREAM_PREMATURE_CLOSE' && res.headersSent
  return typeof code === 'string' ? streamEnds.has(code) || lineEnds.has(code) : name === 'AbortError'
}

const isGone = (req: Request, res: Response): boolean =>
  res.destroyed || req.destroyed || (req.socket as { destroyed?: boolean } | undefined)?.destroyed === true
