import type { LiveEvent } from '@vmeste/sdk'

interface Stream {
  readonly types: ReadonlySet<string>
  push(event: LiveEvent): void
  end(): void
}

/** Fans live events out to the open streams of this host, city by city. */
export class LiveBus {
  readonly #buffer: number
  readonly #byCity = new Map<number, Set<Stream>>()

  /** @param buffer events held for a slow reader; beyond it the oldest give way */
  constructor(buffer: number) {
    this.#buffer = buffer
  }

  get cities(): number[] {
    return [...this.#byCity.keys()]
  }

  listensIn(city: number): boolean {
    return this.#byCity.has(city)
  }

  publish(city: number, events: readonly LiveEvent[]): void {
    for (const stream of this.#byCity.get(city) ?? [])
      for (const event of events) if (stream.types.has(event.type)) stream.push(event)
  }

  /** A stream begins when it is iterated and is forgotten when its reader leaves. */
  subscribe(city: number, types: readonly string[]): AsyncIterable<LiveEvent> {
    return { [Symbol.asyncIterator]: () => this.#open(city, new Set(types)) }
  }

  /** Ends every stream: their readers see the end, not an error. */
  end(): void {
    for (const streams of this.#byCity.values()) for (const stream of [...streams]) stream.end()
  }

  #open(city: number, types: ReadonlySet<string>): AsyncIterator<LiveEvent> {
    const held: LiveEvent[] = []
    const waiting: ((result: IteratorResult<LiveEvent>) => void)[] = []
    let ended = false
    const stream: Stream = {
      types,
      push: (event) => {
        const reader = waiting.shift()
        if (reader) reader({ value: event, done: false })
        else if (held.push(event) > this.#buffer) held.shift()
      },
      end: () => {
        ended = true
        held.length = 0
        this.#close(city, stream)
        for (const reader of waiting.splice(0)) reader({ value: undefined, done: true })
      },
    }
    this.#of(city).add(stream)
    return {
      next: () => {
        const event = held.shift()
        if (event) return Promise.resolve({ value: event, done: false })
        if (ended) return Promise.resolve({ value: undefined, done: true })
        return new Promise((resolve) => {
          waiting.push(resolve)
        })
      },
      return: () => {
        stream.end()
        return Promise.resolve({ value: undefined, done: true })
      },
    }
  }

  #of(city: number): Set<Stream> {
    const known = this.#byCity.get(city)
    if (known) return known
    const made = new Set<Stream>()
    this.#byCity.set(city, made)
    return made
  }

  #close(city: number, stream: Stream): void {
    const streams = this.#byCity.get(city)
    streams?.delete(stream)
    if (streams?.size === 0) this.#byCity.delete(city)
  }
}
