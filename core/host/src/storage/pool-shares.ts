import { answersPending } from '../problems/limits.ts'

/** Whoever's question was cut short has one connection at a time for so long. */
const slowForMs = 30_000
const mostRemembered = 10_000

interface Share {
  held: number
  readonly waiting: Set<() => void>
}

/** How much of one unit's connections somebody has: one person's slow questions leave room for everybody else's. */
export class PoolShares {
  readonly #each: number
  readonly #waitMs: number
  readonly #shares = new Map<string, Share>()
  readonly #slowUntil = new Map<string, number>()

  /**
   * @param each connections of one asker
   * @param waitMs how long somebody waits for their own earlier questions
   */
  constructor(each: number, waitMs: number) {
    this.#each = each
    this.#waitMs = waitMs
  }

  /**
   * Takes a place of an asker's share.
   *
   * @returns gives it back
   * @throws Problem `ANSWERS_PENDING` where the asker's other questions take too long
   */
  async take(asker: string): Promise<() => void> {
    const share = this.#shares.get(asker) ?? { held: 0, waiting: new Set() }
    this.#shares.set(asker, share)
    if (share.held >= this.#limitOf(asker)) await this.#turnOf(share)
    else share.held++
    return () => {
      this.#leave(asker, share)
    }
  }

  /** A question of this asker was cut short. */
  slowed(asker: string): void {
    if (this.#slowUntil.size >= mostRemembered) this.#slowUntil.clear()
    this.#slowUntil.set(asker, performance.now() + slowForMs)
  }

  #limitOf(asker: string): number {
    const until = this.#slowUntil.get(asker)
    if (until === undefined) return this.#each
    if (until > performance.now()) return 1
    this.#slowUntil.delete(asker)
    return this.#each
  }

  /** Whoever leaves hands the place over, so that nobody slips in between. */
  #turnOf({ waiting }: Share): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer)
        waiting.delete(turn)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(turn)
        reject(answersPending())
      }, this.#waitMs)
      waiting.add(turn)
    })
  }

  #leave(asker: string, share: Share): void {
    const [next] = share.waiting
    if (next && share.held <= this.#limitOf(asker)) {
      next()
      return
    }
    share.held--
    if (share.held === 0) this.#shares.delete(asker)
  }
}
