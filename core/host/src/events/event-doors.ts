import type { LiveEvent } from '@vmeste/sdk'
import { defaultTuning } from './events-options.ts'
import { LiveBus } from './live-bus.ts'

/**
 * What of events is at hand wherever a module works: it says that a commit has left something, and follows what
 * happens. Made before the relay and the lanes, since their handlers work there too.
 */
export class EventDoors {
  /** The open streams of this host. */
  readonly bus: LiveBus
  readonly #listeners = new Set<() => void>()

  /** @param liveBuffer events held for a slow reader of a stream */
  constructor(liveBuffer: number = defaultTuning.liveBuffer) {
    this.bus = new LiveBus(liveBuffer)
  }

  /** A commit has left something in the outbox. What nobody hears is found by the next poll. */
  wake(): void {
    for (const listener of this.#listeners) listener()
  }

  /** Calls at every `wake` from now on. */
  onWake(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Events of one city as they are relayed by any host. */
  live(city: number, types: readonly string[]): AsyncIterable<LiveEvent> {
    return this.bus.subscribe(city, types)
  }
}
