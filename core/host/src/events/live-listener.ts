import type pg from 'pg'
import type { Logger } from 'pino'
import { z, type LiveEvent } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import { Listener, ownLine } from '../storage/listen/listener.ts'
import type { LiveBus } from './live-bus.ts'
import { readNews } from '../storage/listen/read-news.ts'

export interface LiveListenerOptions {
  readonly connectionString: string
  readonly pool: pg.Pool
  readonly bus: LiveBus
  readonly logger: Logger
}

const channel = 'vmeste_live'
/** A stream that was cut off is told what it missed, as far as this goes. */
const longestGapMs = 60_000
const readAtMost = 500
/** What a relay says. Whoever reaches the database can speak on a channel: nothing else is followed. */
const heardSchema = z.object({ city: z.int(), ids: z.array(z.uuid()).max(readAtMost) })

/**
 * Hears from the relays of all hosts and feeds this host's streams. A connection of its own, made again whenever it is
 * lost.
 */
export class LiveListener {
  readonly #options: LiveListenerOptions
  readonly #listener: Listener

  constructor(options: LiveListenerOptions) {
    this.#options = options
    this.#listener = new Listener({
      channel,
      open: () => ownLine(options.connectionString, 'vmeste live'),
      heard: (payload) => {
        void this.#heard(payload)
      },
      again: (missedMs) => this.#catchUp(missedMs),
      logger: options.logger,
    })
  }

  start(): Promise<void> {
    return this.#listener.start()
  }

  stop(): Promise<void> {
    return this.#listener.stop()
  }

  async #heard(payload: string | undefined): Promise<void> {
    const heard = readNews(payload, heardSchema)
    if (!heard) return this.#options.logger.warn({ channel }, 'rubbish on a channel between hosts is left alone')
    if (this.#options.bus.listensIn(heard.city)) await this.#publish(heard.city, 'id = any($2::uuid[])', heard.ids)
  }

  async #catchUp(missedMs: number): Promise<void> {
    const gapMs = Math.min(missedMs + 1000, longestGapMs)
    for (const city of this.#options.bus.cities)
      await this.#publish(city, `relayed_at > now() - $2 * interval '1 ms'`, gapMs)
  }

  async #publish(city: number, which: string, value: unknown): Promise<void> {
    const { pool, bus, logger } = this.#options
    try {
      const { rows } = await pool.query<LiveEvent>(
        `select id, type, subject, data from core.outbox where city = $1 and ${which} order by position limit ${readAtMost}`,
        [city, value],
      )
      bus.publish(city, rows)
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'live events could not be read')
    }
  }
}
