import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from 'pino'
import { callLanes } from '../jobs/call-lanes.ts'
import { describeError } from '../log/describe-error.ts'
import { concerns, type Subscribers } from './subscribers.ts'

interface Leaving {
  readonly position: string
  readonly city: number
  readonly id: string
  readonly type: string
  /** Only where somebody wants to hear some events of the type and not others. */
  readonly data: Readonly<Record<string, unknown>> | null
}

export interface RelayOptions {
  readonly pool: pg.Pool
  readonly subscribers: Subscribers
  readonly logger: Logger
  readonly pollMs: number
  readonly isEnabled: (city: number, plugin: string) => boolean
}

const batch = 200
const rushMs = 40

/**
 * Carries events from the outbox to whoever subscribes: deliveries, the calls for them and the notification of live
 * streams are one statement, outside the transaction that emitted. A `NOTIFY` inside every writing transaction would
 * make commits queue.
 */
export class Relay {
  readonly #options: RelayOptions
  #woken = false
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: RelayOptions) {
    this.#options = options
  }

  /** Wake-ups are in-process and may be lost with the process: the poll finds what they left. */
  start(): void {
    this.#timer = setInterval(() => {
      this.wake()
    }, this.#options.pollMs)
    this.#timer.unref()
  }

  /** There may be something in the outbox. */
  wake(): void {
    if (this.#stopped) return
    this.#woken = true
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Resolves when the outbox was seen empty. */
  async drain(): Promise<void> {
    this.wake()
    while (this.#running) await this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      while (this.#woken) {
        this.#woken = false
        const full = (await this.#relay()) === batch
        // woken while at work means a rush: a short pause makes one statement of many, and an idle platform never waits
        if (this.#woken && !full) await sleep(rushMs)
        this.#woken ||= full
      }
    } catch (error) {
      this.#options.logger.warn({ error: describeError(error) }, 'relay failed; the next poll tries again')
    }
  }

  async #relay(): Promise<number> {
    const { pool, subscribers } = this.#options
    const { rows } = await pool.query<Leaving>({
      name: 'leaving',
      text: `select position::text, city, id, type, case when type = any($2) then data end as data from core.outbox
        where relayed_at is null order by position limit $1`,
      values: [batch, subscribers.told],
    })
    if (rows.length > 0) await pool.query({ name: 'relay', text: relaySql, values: this.#delivered(rows) })
    return rows.length
  }

  #delivered(rows: readonly Leaving[]): unknown[] {
    const { subscribers, isEnabled } = this.#options
    const deliveries = rows.flatMap((event) =>
      subscribers
        .of(event.type)
        .filter(({ subscription }) => concerns(subscription, event.data))
        .map((subscriber) => ({
          position: event.position,
          subscriber: subscriber.id,
          state: isEnabled(event.city, subscriber.plugin.id) ? 'pending' : 'parked',
        })),
    )
    return [
      rows.map((row) => row.position),
      deliveries.map((each) => each.position),
      deliveries.map((each) => each.subscriber),
      deliveries.map((each) => each.state),
    ]
  }
}

/**
 * Relays of two hosts take the same oldest events: the second waits for the first one's locks and then finds them
 * relayed. Skipping what is locked instead would let it run ahead and hand over later events first. A live notification
 * carries ids only, 150 of them at most: a payload must stay under 8,000 bytes.
 */
const relaySql = `
  with leaving as (
    select city, id, position from core.outbox where position = any($1::bigint[]) and relayed_at is null order by position for update),
  marked as (
    update core.outbox o set relayed_at = now() from leaving l where o.city = l.city and o.id = l.id returning o.city, o.id, o.position),
  delivered as (
    insert into core.delivery (city, event, subscriber, position, state)
    select m.city, m.id, d.subscriber, m.position, d.state
    from marked m join unnest($2::bigint[], $3::text[], $4::text[]) as d(position, subscriber, state) using (position)
    on conflict do nothing returning city, subscriber, state),
  lanes as (
    insert into core.lane (city, subscriber) select distinct city, subscriber from delivered on conflict do nothing),
  called as (${callLanes(`select distinct city, subscriber from delivered where state = 'pending'`)}),
  numbered as (
    select city, id, position, (row_number() over (partition by city order by position) - 1) / 150 as part from marked)
  select (select called from called), count(pg_notify('vmeste_live', payload)) from (
    select json_build_object('city', city, 'ids', json_agg(id order by position))::text as payload from numbered group by city, part) live`
