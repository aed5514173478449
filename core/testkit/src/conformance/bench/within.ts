import { setTimeout as sleep } from 'node:timers/promises'

/** A job or handler that never ends must end the rule, not the run. */
export async function within<T>(work: Promise<T>, milliseconds = 10_000): Promise<T> {
  const giveUp = new AbortController()
  try {
    return await Promise.race([
      work,
      sleep(milliseconds, undefined, { signal: giveUp.signal }).then(() => {
        throw new Error(`it was not done after ${milliseconds} ms`)
      }),
    ])
  } finally {
    giveUp.abort()
  }
}
