/** Runs at most `atOnce` pieces of work, lets `waiting` more queue, and refuses the rest at once. */
export class Bounded {
  #running = 0
  readonly #queue: (() => void)[] = []
  readonly #atOnce: number
  readonly #waiting: number
  readonly #refuse: () => Error

  constructor(options: { atOnce: number; waiting: number; refuse: () => Error }) {
    this.#atOnce = options.atOnce
    this.#waiting = options.waiting
    this.#refuse = options.refuse
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++
    else if (this.#queue.length >= this.#waiting) throw this.#refuse()
    else
      await new Promise<void>((go) => {
        this.#queue.push(go)
      })
    try {
      return await work()
    } finally {
      const next = this.#queue.shift() // the place is handed on, never free in between
      if (next) next()
      else this.#running--
    }
  }
}
