import type pg from 'pg'
import { callLanes, callLanesAt, type Lane } from '../jobs/call-lanes.ts'

/** A delivery that is due, with its event. */
export interface DueDelivery extends Lane {
  readonly event: string
  readonly ticket: string
  readonly attempts: number
  readonly type: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
  readonly occurredAt: Date
}

/** The record of deliveries, for the dispatcher: every city's at once. */
export class DeliveryStore {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** The next deliveries of a lane, in the order in which the events happened. */
  async next({ city, subscriber }: Lane, limit: number): Promise<DueDelivery[]> {
    const { rows } = await this.#pool.query<DueDelivery>({
      name: 'next',
      values: [city, subscriber, limit],
      text: `select d.city, d.subscriber, d.event, d.ticket, d.attempts, o.type, o.subject, o.data, o.occurred_at as "occurredAt"
        from core.delivery d join core.outbox o on o.city = d.city and o.id = d.event
        where d.city = $1 and d.subscriber = $2 and d.state = 'pending' and d.due_at <= now() order by d.position limit $3`,
    })
    return rows
  }

  /**
   * Counts a failure: due again after a while, or dead. Once, also where a second call of the lane had it in hand
   * before this was written.
   */
  async fail(
    { city, event, subscriber, ticket, attempts }: DueDelivery,
    reason: string,
    outcome: { readonly dead: boolean; readonly waitMs: number },
  ): Promise<void> {
    await this.#pool.query(
      `update core.delivery set attempts = attempts + 1, last_error = left($5, 500), state = $6,
        due_at = now() + $7 * interval '1 ms', updated_at = now()
       where city = $1 and event = $2 and subscriber = $3 and ticket = $4 and state = 'pending' and attempts = $8`,
      [city, event, subscriber, ticket, reason, outcome.dead ? 'dead' : 'pending', outcome.waitMs, attempts],
    )
  }

  /** Takes a run of a job for a while; if this host dies, it is due again when that has passed. */
  async lease({ city, event, subscriber, ticket }: DueDelivery, forMs: number): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `update core.delivery set due_at = now() + $5 * interval '1 ms', updated_at = now()
       where city = $1 and event = $2 and subscriber = $3 and ticket = $4 and state = 'pending' and due_at <= now()`,
      [city, event, subscriber, ticket, forMs],
    )
    return rowCount === 1
  }

  /** Ends a lease: somebody else should do it. */
  async giveBack({ city, event, subscriber, ticket }: DueDelivery): Promise<void> {
    await this.#pool.query(
      `update core.delivery set due_at = now(), updated_at = now() where city = $1 and event = $2 and subscriber = $3
        and ticket = $4 and state = 'pending'`,
      [city, event, subscriber, ticket],
    )
  }

  /**
   * Ends a lease: the run is done, and nothing is kept of it. What it did stands in its module's tables; a receipt
   * would say no more than that the time had come, a million times a day in a country of idle cities.
   */
  async forget({ city, event, subscriber, ticket }: DueDelivery): Promise<void> {
    await this.#pool.query(
      `with done as (delete from core.delivery where city = $1 and event = $2 and subscriber = $3 and ticket = $4
        and state = 'pending' returning city, event)
       delete from core.outbox o using done where o.city = done.city and o.id = done.event and o.type = 'core.job.due@1'`,
      [city, event, subscriber, ticket],
    )
  }

  /** Sets a lane's deliveries aside while its module is off. */
  async park({ city, subscriber }: Lane): Promise<void> {
    await this.#pool.query(
      `update core.delivery set state = 'parked', updated_at = now() where city = $1 and subscriber = $2 and state = 'pending'`,
      [city, subscriber],
    )
  }

  /** Brings parked deliveries back, their order with them. */
  async unpark(city: number, subscribers: readonly string[]): Promise<void> {
    await this.#pool.query(
      `with back as (
         update core.delivery set state = 'pending', due_at = now(), updated_at = now()
         where city = $1 and subscriber = any($2) and state = 'parked' returning city, subscriber)
       ${callLanes('select distinct city, subscriber from back')}`,
      [city, subscribers],
    )
  }

  /** Lanes that have something set aside. */
  async parked(): Promise<Lane[]> {
    const { rows } = await this.#pool.query<Lane>(
      `select distinct city, subscriber from core.delivery where state = 'parked'`,
    )
    return rows
  }

  /** Calls for a lane at once: there is more of it than one turn may take. */
  async callNow({ city, subscriber }: Lane): Promise<void> {
    await this.#pool.query(callLanes('select $1::int as city, $2::text as subscriber'), [city, subscriber])
  }

  /** Calls for a lane after a while: its module is left alone so long. */
  async callIn({ city, subscriber }: Lane, ms: number): Promise<void> {
    await this.#pool.query(
      callLanesAt('select $1::int as city, $2::text as subscriber', `now() + $3 * interval '1 ms'`),
      [city, subscriber, ms],
    )
  }

  /** Calls for a lane when the first of its failed deliveries is due again. */
  async callAgain({ city, subscriber }: Lane): Promise<void> {
    const {
      rows: [row],
    } = await this.#pool.query<{ at: Date | null }>({
      name: 'due-again',
      values: [city, subscriber],
      text: `select min(due_at) as at from core.delivery where city = $1 and subscriber = $2 and state = 'pending'`,
    })
    if (row?.at)
      await this.#pool.query(callLanesAt('select $1::int as city, $2::text as subscriber', '$3::timestamptz'), [
        city,
        subscriber,
        row.at,
      ])
  }

  /** Calls for every lane that has something due for longer than `graceMs`: whoever should have worked it is gone. */
  async sweep(graceMs: number): Promise<void> {
    await this.#pool.query(
      callLanes(
        `select distinct city, subscriber from core.delivery where state = 'pending' and due_at <= now() - $1 * interval '1 ms'`,
      ),
      [graceMs],
    )
  }

  /** How much is left to do right now. */
  async left(): Promise<number> {
    const {
      rows: [row],
    } = await this.#pool.query<{ left: number }>({
      name: 'left',
      text: `select ((select count(*) from core.outbox where relayed_at is null) + (select count(*) from core.delivery
        where state = 'pending' and due_at <= now()))::int as left`,
    })
    return row?.left ?? 0
  }

  /**
   * Forgets events that everybody has had for long, and runs of jobs that an older host keeps, a bounded number at a
   * time.
   */
  async purge(keepDays: number): Promise<number> {
    const { rowCount } = await this.#pool.query(
      `with old as (
         select city, id from core.outbox o where (relayed_at < now() - $1 * interval '1 day'
           or (type = 'core.job.due@1' and relayed_at < now() - interval '1 hour'))
           and not exists (select from core.delivery d where d.city = o.city and d.event = o.id and d.state <> 'done') limit 1000),
       receipts as (delete from core.delivery d using old where d.city = old.city and d.event = old.id)
       delete from core.outbox o using old where o.city = old.city and o.id = old.id`,
      [keepDays],
    )
    return rowCount ?? 0
  }
}
