import type { Logger } from 'pino'
import type { City, Ctx, Plugin } from '@vmeste/sdk'
import type { Lane } from '../jobs/call-lanes.ts'
import { describeError } from '../log/describe-error.ts'
import { deliverEvent, type Outcome } from './deliver-event.ts'
import type { DeliveryStore, DueDelivery } from './delivery-store.ts'
import type { EventsOptions, EventsTuning } from './events-options.ts'
import { failureOf } from './failure.ts'
import { runJob } from './run-job.ts'
import type { Subscriber, Subscribers } from './subscribers.ts'

export interface LanesOptions {
  readonly store: DeliveryStore
  readonly subscribers: Subscribers
  readonly tuning: EventsTuning
  readonly logger: Logger
  readonly isEnabled: (city: number, plugin: string) => boolean
  readonly cities: () => readonly City[]
  readonly openCtx: (city: number, plugin: Plugin, name: string) => Ctx
  readonly blame?: EventsOptions['blame']
}

const takeAtOnce = 20
/** A long lane makes room for others after this. */
const turnMs = 5000

/**
 * Works off lanes: the deliveries of one subscriber in one city, in the order of their events. One that fails steps aside until
 * it is due again, and later ones go past it: a handler must bear that, or one bad event would hold up a city.
 */
export class Lanes {
  readonly #options: LanesOptions
  readonly #stopping = new AbortController()
  #working = 0

  constructor(options: LanesOptions) {
    this.#options = options
  }

  /** How many lanes this host works at the moment. */
  get working(): number { return this.#working }

  stop(): void { this.#stopping.abort() }

  async work(lane: Lane): Promise<void> {
    this.#working++
    try {
      await this.#work(lane)
    } finally {
      this.#working--
    }
  }

  async #work(lane: Lane): Promise<void> {
    const { store } = this.#options
    const until = performance.now() + turnMs
    for (;;) {
      if (!this.#open(lane)) return store.park(lane)
      const due = await store.next(lane, takeAtOnce)
      if (due.length === 0) return store.callAgain(lane)
      for (const delivery of due) {
        if (this.#stopping.signal.aborted || performance.now() > until) return store.callNow(lane)
        const open = this.#open(lane)
        if (!open) return store.park(lane)
        // whoever is at work here looks again after every delivery
        if (await this.#deliver(delivery, open) === 'busy') return
      }
    }
  }

  /** Who the lane leads to, unless its module is off here or not installed any more. */
  #open({ city, subscriber }: Lane): { subscriber: Subscriber; city: City } | undefined {
    const { subscribers, isEnabled, cities } = this.#options
    const found = subscribers.find(subscriber)
    const place = cities().find((each) => each.id === city)
    return found && place && isEnabled(city, found.plugin.id) ? { subscriber: found, city: place } : undefined
  }

  async #deliver(delivery: DueDelivery, { subscriber, city }: { subscriber: Subscriber; city: City }): Promise<Outcome> {
    const { store, tuning, logger } = this.#options
    const outcome = await this.#attempt(delivery, subscriber, city)
    if (typeof outcome === 'string') return outcome
    const failures = delivery.attempts + 1
    const dead = outcome.unfit === true || failures >= tuning.attempts
    logger.warn({ event: delivery.event, type: delivery.type, subscriber: subscriber.id, city: city.slug, failures, reason: outcome.failed, ...(outcome.cause === undefined ? {} : { error: describeError(outcome.cause) }) },
      dead ? 'delivery is dead' : 'delivery failed')
    if (dead || /_TIMEOUT$/.test(outcome.failed)) this.#options.blame?.(city.id, subscriber.plugin.id, dead ? 'delivery' : 'timeout')
    await store.fail(delivery, outcome.failed, { dead, waitMs: tuning.backoffMs(failures) })
    return outcome
  }

  async #attempt(delivery: DueDelivery, subscriber: Subscriber, city: City): Promise<Outcome> {
    const { store, tuning, openCtx } = this.#options
    try {
      const ctx = openCtx(city.id, subscriber.plugin, subscriber.id)
      return subscriber.kind === 'event'
        ? await deliverEvent(delivery, subscriber, city, ctx, tuning.handlerMs)
        : await runJob(store, delivery, subscriber, ctx, tuning.jobMs, this.#stopping.signal)
    } catch (cause) {
      return { failed: failureOf(cause), cause }
    }
  }
}
