import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Whoever was to write has failed, not what was written to. */
export class FillFailed extends Error {
  constructor(cause: unknown) {
    super('The copy could not be made', { cause })
  }
}

/**
 * Lets somebody write into a sink and waits until all of it has arrived. Whoever writes need not notice that the sink
 * failed or that it was given up: the first thing that goes wrong ends it, and the sink is closed when this returns.
 *
 * @throws FillFailed with what `fill` threw; what the sink threw; an `AbortError`
 */
export async function fillSink(
  sink: Writable,
  fill: (sink: Writable) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  // a door of its own, so that it can be told who failed first: an error goes on to the other end as if it were its own
  const inlet = new PassThrough()
  let wrong: { readonly error: unknown } | undefined
  sink.once('error', (error: unknown) => {
    wrong ??= { error }
  })
  inlet.once('error', (error: unknown) => {
    wrong ??= { error: new FillFailed(error) }
  })
  const arrived = pipeline(inlet, sink, { ...(signal ? { signal } : {}) })
  const filled = fill(inlet).then(
    () => {
      if (!inlet.writableEnded && !inlet.destroyed) inlet.end()
    },
    (error: unknown) => {
      wrong ??= { error: new FillFailed(error) }
      throw error
    },
  )
  try {
    // a writer that waits for a sink which is gone would wait for ever
    await Promise.all([filled, arrived])
  } catch (error) {
    inlet.destroy()
    sink.destroy()
    await arrived.catch(() => undefined)
    throw signal?.aborted ? new DOMException('The copy was given up', 'AbortError') : (wrong?.error ?? error)
  }
}
