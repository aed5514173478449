export interface QueueOptions {
  /** How many pieces of work run together. */
  readonly atOnce: number
  /** How many may wait; whoever comes then gets `refuse`. */
  readonly waiting: number
  readonly refuse: () => Error
}

/** Runs heavy work a few pieces at a time, in order of arrival. */
export function createQueue({ atOnce, waiting, refuse }: QueueOptions): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw refuse()
      await new Promise<void>((resolve) => {
        line.push(resolve)
      })
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      // the place is handed over, not freed, so nobody can slip in between
      const next = line.shift()
      if (next) next()
      else running -= 1
    }
  }
}
