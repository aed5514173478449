import type pg from 'pg'
import { inCity } from '../storage/in-city.ts'
import { callLanes } from '../jobs/call-lanes.ts'

export type StuckState = 'dead' | 'parked'

/** A delivery as an administrator sees it: why it is stuck, never what is in it. */
export interface DeliveryView {
  /** `<event>/<subscriber>` */
  readonly id: string
  readonly event: string
  readonly type: string
  readonly subject: string
  readonly subscriber: string
  readonly state: StuckState
  readonly attempts: number
  readonly lastError: string | null
  readonly occurredAt: Date
  readonly updatedAt: Date
}

/** Deliveries of one city that wait for somebody, as that city: another's are out of reach. */
export class DeliveryAdmin {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** The oldest first; at most 100. */
  async list(city: number, state: StuckState, first: number): Promise<DeliveryView[]> {
    return this.#inCity<DeliveryView>(
      city,
      `select d.event || '/' || d.subscriber as id, d.event, o.type, o.subject, d.subscriber, d.state, d.attempts,
        d.last_error as "lastError",
         o.occurred_at as "occurredAt", d.updated_at as "updatedAt"
       from core.delivery d join core.outbox o on o.city = d.city and o.id = d.event
       where d.city = $1 and d.state = $2 order by d.position limit $3`,
      [city, state, Math.min(Math.max(first, 1), 100)],
    )
  }

  /** Dead ones of all cities, the oldest first; at most 100. */
  async dead(
    first: number,
  ): Promise<(Omit<DeliveryView, 'event' | 'subject' | 'state'> & { readonly city: string })[]> {
    const { rows } = await this.#pool.query<
      Omit<DeliveryView, 'event' | 'subject' | 'state'> & { readonly city: string }
    >(
      `select c.slug || '/' || d.event || '/' || d.subscriber as id, c.slug as city, o.type, d.subscriber, d.attempts,
        d.last_error as "lastError", o.occurred_at as "occurredAt", d.updated_at as "updatedAt"
       from core.delivery d join core.outbox o on o.city = d.city and o.id = d.event join core.city c on c.id = d.city
         where d.state = 'dead' order by d.position limit $1`,
      [Math.min(Math.max(first, 1), 100)],
    )
    return rows
  }

  /**
   * Delivers a dead one again, from its first attempt.
   *
   * @returns false when there is none such in this city
   */
  async replay(city: number, event: string, subscriber: string): Promise<boolean> {
    const rows = await this.#inCity<{ called: number | null }>(
      city,
      `with again as (
         update core.delivery set state = 'pending', attempts = 0, due_at = now(), updated_at = now()
         where city = $1 and event = $2 and subscriber = $3 and state = 'dead' returning city, subscriber)
       ${callLanes('select city, subscriber from again')}`,
      [city, event, subscriber],
    )
    return rows[0]?.called != null
  }

  async #inCity<Row extends pg.QueryResultRow>(city: number, text: string, values: unknown[]): Promise<Row[]> {
    return inCity(this.#pool, city, async (client) => (await client.query<Row>(text, values)).rows)
  }
}
