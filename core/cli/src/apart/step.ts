import { VmesteError } from '@vmeste/sdk'

/**
 * The life of a step that runs apart: it works, says on its channel what it has made or what went wrong, and ends. When
 * the host is gone or tells it to, it is asked to stop.
 */
export async function step(work: (stop: AbortSignal) => Promise<unknown>): Promise<void> {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stopping.abort()
    })
  const alone = (): void => {
    stopping.abort()
  }
  process.on('disconnect', alone)
  try {
    const result = await work(stopping.signal)
    if (result !== undefined)
      await new Promise((sent) => {
        if (process.send) process.send({ result }, sent)
        else sent(undefined)
      })
  } catch (error) {
    process.exitCode = 1
    if (stopping.signal.aborted) return
    const message = error instanceof Error ? error.message : String(error)
    process.send?.({ code: error instanceof VmesteError ? error.code : 'UNEXPECTED', message })
  } finally {
    process.off('disconnect', alone)
    if (process.connected) process.disconnect()
    // whatever still waits for something must not hold the process
    setTimeout(() => process.exit(), 2_000).unref()
  }
}
