import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fileProblems } from './file-problems.ts'

export interface ReceiveOptions {
  readonly maxBytes: number
  /** Milliseconds of silence after which the sender is given up. */
  readonly stallMs: number
  /** Bytes that were announced. */
  readonly length?: number | undefined
}

/**
 * Streams a body into a new file and hashes it on the way. Nothing is left on disk when it throws,
 * and the body is left undestroyed, or the sender would never read why it was refused.
 *
 * @throws Problem `FILE_TOO_LARGE` as soon as that is known, `FILE_BROKEN` for an upload that stops half-way
 */
export async function receiveUpload(
  body: Readable,
  path: string,
  options: ReceiveOptions,
): Promise<{ bytes: number; sha256: string }> {
  if ((options.length ?? 0) > options.maxBytes) throw fileProblems.tooLarge()
  const hash = createHash('sha256')
  const stalled = setTimeout(() => body.destroy(new Error('upload stalled')), options.stallMs)
  let bytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      stalled.refresh()
      bytes += chunk.length
      if (bytes > options.maxBytes) throw fileProblems.tooLarge()
      hash.update(chunk)
      await file.writeFile(chunk) // whole: a disk that runs full takes a part of it and says nothing
    }
    if (bytes === 0 || (options.length !== undefined && bytes !== options.length)) throw fileProblems.broken()
    return { bytes, sha256: hash.digest('hex') }
  } catch (error) {
    throw body.destroyed && body.errored ? fileProblems.broken(error) : error
  } finally {
    clearTimeout(stalled)
    await file.close()
  }
}

/**
 * Reads on and throws away for a while, after a refusal: a sender still busy sending would otherwise meet
 * a reset connection instead of the answer.
 */
export function discard(body: Readable, limits = { bytes: 64 * 1024 * 1024, ms: 20_000 }): void {
  if (body.destroyed || body.readableEnded) return
  let left = limits.bytes
  const timer = setTimeout(() => body.destroy(), limits.ms).unref()
  body.on('error', () => undefined)
  body.on('close', () => clearTimeout(timer))
  body.on('end', () => clearTimeout(timer))
  body.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) body.destroy()
  })
}
