/**
 * Waits for something that may never answer. What is given up goes on by itself, and how it ends is nobody's fault any
 * more.
 *
 * @param late says what was waited for
 * @throws Error with the code `ETIMEDOUT`
 */
export function inTime<T>(work: Promise<T>, ms: number, late: string): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(Object.assign(new Error(late), { code: 'ETIMEDOUT' }))
  }, ms)
  work.catch(() => undefined)
  return Promise.race([work, silence]).finally(() => {
    clearTimeout(timer)
  })
}
