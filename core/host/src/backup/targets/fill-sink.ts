import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'

/**
 * Lets somebody write into a sink and waits until all of it has arrived. Whoever writes need not notice that the sink failed or that
 * it was given up: the first thing that goes wrong ends it, and the sink is closed when this returns.
 *
 * @throws what `fill` or the sink threw first, or an `AbortError`
 */
export async function fillSink(sink: Writable, fill: (sink: Writable) => Promise<unknown>, signal?: AbortSignal): Promise<void> {
  const arrived = finished(sink)
  let wrong: unknown
  const giveUp = (): void => { sink.destroy(aborted()) }
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp, { once: true })
  const filled = fill(sink).then(() => { if (!sink.writableEnded && !sink.destroyed) sink.end() })
  try {
    // a writer that waits for a sink which is gone would wait for ever
    await Promise.all([filled, arrived].map((each) => each.catch((error: unknown) => { wrong ??= error; throw error })))
  } catch {
    sink.destroy()
    await arrived.catch(() => undefined)
    throw signal?.aborted ? aborted() : wrong
  } finally {
    filled.catch(() => undefined)
    signal?.removeEventListener('abort', giveUp)
  }
}

function aborted(): Error {
  return new DOMException('The copy was given up', 'AbortError')
}
