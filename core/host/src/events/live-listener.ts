import pg from 'pg'
import type { Logger } from 'pino'
import { z, type LiveEvent } from '@vmeste/sdk'
import { describeError } from '../log/describe-error.ts'
import type { LiveBus } from './live-bus.ts'
import { readNews } from './read-news.ts'

export interface LiveListenerOptions {
  readonly connectionString: string
  readonly pool: pg.Pool
  readonly bus: LiveBus
  readonly logger: Logger
}

const channel = 'vmeste_live'
const longestWaitMs = 5000
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
  #client: pg.Client | undefined
  #lostAt: number | undefined
  #again: NodeJS.Timeout | undefined
  #waitMs = 100
  #stopped = false

  constructor(options: LiveListenerOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const { connectionString } = this.#options
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      application_name: 'vmeste live',
    })
    client.on('error', () => {
      this.#lost(client)
    })
    client.on('end', () => {
      this.#lost(client)
    })
    client.on('notification', ({ payload }) => {
      void this.#heard(payload)
    })
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
    } catch (error) {
      this.#options.logger.warn({ error: describeError(error) }, 'live connection failed; trying again')
      this.#lost(client)
      return
    }
    this.#client = client
    this.#waitMs = 100
    await this.#catchUp()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#again)
    await this.#client?.end().catch(() => undefined)
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#again || (this.#client && this.#client !== client)) return
    this.#client = undefined
    this.#lostAt ??= Date.now()
    client.end().catch(() => undefined)
    this.#again = setTimeout(() => {
      this.#again = undefined
      void this.start()
    }, this.#waitMs)
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs)
  }

  async #heard(payload: string | undefined): Promise<void> {
    const heard = readNews(payload, heardSchema)
    if (!heard) return this.#options.logger.warn({ channel }, 'rubbish on a channel between hosts is left alone')
    if (this.#options.bus.listensIn(heard.city)) await this.#publish(heard.city, 'id = any($2::uuid[])', heard.ids)
  }

  async #catchUp(): Promise<void> {
    if (this.#lostAt === undefined) return
    const gapMs = Math.min(Date.now() - this.#lostAt + 1000, longestGapMs)
    this.#lostAt = undefined
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
