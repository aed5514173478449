interface Wait {
  readonly until: number
  readonly end: () => void
}

/**
 * Waits of one length, whoever waits: they end in the order in which they began, so one timer serves them all
 * and a wait costs no more than an entry in a set.
 */
export class Deadline {
  readonly #ms: number
  readonly #waiting = new Set<Wait>()
  #timer: NodeJS.Timeout | undefined

  /** @param ms how long is waited at most */
  constructor(ms: number) {
    this.#ms = ms
  }

  /** What `work` comes to, or the error that `late` makes; what goes on beyond the deadline is left to itself. */
  race<T>(work: PromiseLike<T>, late: () => Error): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const wait: Wait = {
        until: performance.now() + this.#ms,
        end: () => {
          reject(late())
        },
      }
      this.#waiting.add(wait)
      this.#timer ??= this.#arm(this.#ms)
      const over = (): void => {
        this.#waiting.delete(wait)
      }
      work.then(
        (value) => {
          over()
          resolve(value)
        },
        (error: Error) => {
          over()
          reject(error)
        },
      )
    })
  }

  #arm(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      const now = performance.now()
      let next: Wait | undefined
      for (const wait of this.#waiting) {
        if (wait.until > now) {
          next = wait
          break
        }
        this.#waiting.delete(wait)
        wait.end()
      }
      this.#timer = next && this.#arm(Math.ceil(next.until - now))
    }, ms)
  }
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
