/** One stream whose other end is somewhere on the net. */
export interface Flow {
  /** Bytes that have gone over the line so far. */
  readonly bytes: () => number
  /** Whether it is the other end that we wait for: our own slowness is nobody's fault. */
  readonly waits: () => boolean
  readonly cut: () => void
}
export interface PaceLimits {
  /** The slowest that is still somebody with a bad line, bytes a second. */
  readonly bytesPerSecond: number
  /** The first moments, in which lines are slow to start. */
  readonly graceMs: number
  /** What is averaged over. */
  readonly windowMs: number
  /** However fast: no longer than this. */
  readonly wholeMs: number
}
/**
 * 4 kB/s is a tenth of the slowest network we are made for; the whole is less than what a module may take for an
 * upload.
 */
export const defaultPace: PaceLimits = { bytesPerSecond: 4_096, graceMs: 5_000, windowMs: 10_000, wholeMs: 270_000 }

interface Watched {
  readonly flow: Flow
  readonly since: number
  marks: { readonly at: number; readonly bytes: number }[]
}

/** Cuts streams that crawl. One timer for all of them, and none while there is nothing to watch. */
export class Pace {
  readonly #limits: PaceLimits
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined

  constructor(limits: PaceLimits = defaultPace) {
    this.#limits = limits
  }

  get watched(): number {
    return this.#watched.size
  }

  /** @returns the way to stop */
  watch(flow: Flow, now = performance.now()): () => void {
    const one: Watched = { flow, since: now, marks: [{ at: now, bytes: flow.bytes() }] }
    this.#watched.add(one)
    this.#timer ??= setInterval(
      () => {
        this.look()
      },
      Math.max(50, this.#limits.windowMs / 5),
    ).unref()
    return () => {
      this.#drop(one)
    }
  }

  look(now = performance.now()): void {
    for (const one of this.#watched)
      if (this.#crawls(one, now)) {
        this.#drop(one)
        one.flow.cut()
      }
  }

  #crawls(one: Watched, now: number): boolean {
    const { bytesPerSecond, graceMs, windowMs, wholeMs } = this.#limits
    const bytes = one.flow.bytes()
    if (now - one.since > wholeMs) return true
    if (!one.flow.waits()) {
      one.marks = [{ at: now, bytes }]
      return false
    }
    one.marks.push({ at: now, bytes })
    while (one.marks.length > 2 && now - one.marks[1]!.at >= windowMs) one.marks.shift()
    const first = one.marks[0]!
    const span = now - first.at
    return (
      now - one.since >= graceMs + windowMs && span >= windowMs && (bytes - first.bytes) * 1000 < bytesPerSecond * span
    )
  }

  #drop(one: Watched): void {
    this.#watched.delete(one)
    if (this.#watched.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
