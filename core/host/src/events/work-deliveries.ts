import type { Logger } from 'pino'
import type { City, Ctx, Plugin } from '@vmeste/sdk'
import type { Lane } from '../jobs/call-lanes.ts'
import { describeError } from '../log/describe-error.ts'
import { deliverEvent, type Outcome } from './deliver-once.ts'
import type { DeliveryStore, DueDelivery } from './delivery-store.ts'
import type { EventsOptions, EventsTuning } from './events-options.ts'
import { failureOf } from './failed-delivery.ts'
import { LaneSeats } from './lane-concurrency.ts'
import { isPlatformFault } from '../outage/outage-of.ts'
import { databaseIsSilent } from '../storage/unresponsive-database.ts'
import { retryOf } from './retry-delivery.ts'
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
  readonly health?: EventsOptions['health']
  readonly onJob?: EventsOptions['onJob']
}

const takeAtOnce = 20
/** A long lane makes room for others after this. */
const turnMs = 5000

/**
 * Works off lanes: the deliveries of one subscriber in one city, in the order of their events. One that fails steps
 * aside until it is due again, and later ones go past it: a handler must bear that, or one bad event would hold up a
 * city.
 */
export class Lanes {
  readonly #options: LanesOptions
  readonly #stopping = new AbortController()
  readonly #seats: LaneSeats
  #working = 0

  constructor(options: LanesOptions) {
    this.#options = options
    this.#seats = new LaneSeats(options.tuning.lanesOfOne)
  }

  /** How many lanes this host works at the moment. */
  get working(): number {
    return this.#working
  }

  stop(): void {
    this.#stopping.abort()
  }

  async work(lane: Lane): Promise<void> {
    const found = this.#options.subscribers.find(lane.subscriber)
    const whose = `${found?.plugin.id} ${found?.kind}`
    if (!this.#seats.take(whose, lane)) return
    this.#working++
    try {
      await this.#work(lane)
    } finally {
      this.#working--
      const next = this.#seats.leave(whose)
      if (next && !this.#stopping.signal.aborted) await this.#options.store.callNow(next)
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
        const restMs = this.#restOf(open)
        if (restMs > 0) return store.callIn(lane, restMs)
        // whoever is at work here looks again after every delivery
        if ((await this.#deliver(delivery, open)) === 'busy') return
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

  /**
   * For how long its module is to be left alone here. A handler may be the call that shows whether it is well again; a
   * job takes too long for that.
   */
  #restOf({ subscriber: { plugin, kind }, city }: { subscriber: Subscriber; city: City }): number {
    const { health } = this.#options
    return (kind === 'event' ? health?.admit(plugin.id, city.id, false) : health?.restingMs(plugin.id, city.id)) ?? 0
  }

  #tell({ plugin, kind }: Subscriber, city: City, outcome: Outcome, dead: boolean): void {
    const { health } = this.#options
    if (typeof outcome !== 'string' && (isPlatformFault(outcome.cause) || databaseIsSilent()))
      health?.spared(plugin.id, city.id)
    else if (typeof outcome !== 'string' && (dead || /_TIMEOUT$/.test(outcome.failed)))
      health?.failed(plugin.id, city.id, dead ? 'delivery' : 'timeout')
    else if (kind === 'job') return
    else if (outcome === 'done') health?.succeeded(plugin.id, city.id)
    else if (typeof outcome === 'string') health?.spared(plugin.id, city.id)
    else health?.unproven(plugin.id, city.id)
  }

  async #deliver(
    delivery: DueDelivery,
    { subscriber, city }: { subscriber: Subscriber; city: City },
  ): Promise<Outcome> {
    const { store, tuning, logger } = this.#options
    const outcome = await this.#attempt(delivery, subscriber, city)
    const retry = typeof outcome === 'string' ? undefined : retryOf(delivery, outcome, tuning)
    this.#tell(subscriber, city, outcome, retry?.dead ?? false)
    if (subscriber.kind === 'job' && outcome !== 'busy' && outcome !== 'gone')
      this.#options.onJob?.(
        subscriber.id,
        outcome === 'done' ? undefined : (outcome.cause ?? new Error(outcome.failed)),
      )
    if (typeof outcome === 'string' || !retry) return outcome
    logger.warn(
      {
        event: delivery.event,
        type: delivery.type,
        subscriber: subscriber.id,
        city: city.slug,
        failures: retry.failures,
        reason: outcome.failed,
        ...(outcome.cause === undefined ? {} : { error: describeError(outcome.cause) }),
      },
      retry.dead ? 'delivery is dead' : 'delivery failed',
    )
    await store.fail(delivery, outcome.failed, retry)
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
