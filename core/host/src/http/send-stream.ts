import type { Response } from 'express'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { Pace } from './pace.ts'

const downloads = new Pace({ bytesPerSecond: 4_096, graceMs: 20_000, windowMs: 20_000, wholeMs: 600_000 })
const silenceMs = 60_000

/**
 * Sends a stream as an answer. Whatever happens, what it reads from is closed when this returns: a reader who leaves,
 * or who never takes anything, keeps no file open.
 */
export async function sendStream(res: Response, body: Readable): Promise<void> {
  const { socket } = res
  // neither a module that stops giving nor a reader that stops taking may hold the connection for ever
  res.setTimeout(silenceMs, () => {
    res.destroy()
  })
  const stop = socket
    ? downloads.watch({
        bytes: () => socket.bytesWritten,
        waits: () => res.writableLength > 0 || socket.writableLength > 0,
        cut: () => {
          res.destroy()
        },
      })
    : undefined
  try {
    // gone before the first byte: there is nothing to pipe into
    if (!res.destroyed && socket && !socket.destroyed) await pipeline(body, res)
  } finally {
    stop?.()
    await letGo(body)
  }
}

/** Ends a stream that nobody wants, and waits until what it reads from is closed. */
export async function letGo(body: unknown): Promise<void> {
  if (!(body instanceof Readable) || body.closed) return
  body.destroy()
  if (!body.closed) await finished(body).catch(() => undefined)
}
