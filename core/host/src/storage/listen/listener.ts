import pg from 'pg'
import type { Logger } from 'pino'
import { describeError } from '../../log/describe-error.ts'

/** A connection on which nothing else is done. */
export interface Line {
  readonly client: pg.ClientBase
  /** Called once, when nobody listens on it any more. */
  readonly close: () => Promise<void> | void
}

export interface ListenerOptions {
  readonly channel: string
  readonly open: () => Promise<Line>
  /** A word on the channel. It throws nothing: nobody would catch it. */
  readonly heard: (payload: string | undefined) => void
  /** It listens again, after so many milliseconds in which it may have missed something. */
  readonly again: (missedMs: number) => Promise<void>
  readonly logger: Pick<Logger, 'warn'>
}

const firstWaitMs = 100
const longestWaitMs = 5_000

/**
 * Listens on a channel of the database, and again whenever the connection is lost: at once, then less and less often.
 * What was told meanwhile is gone; whoever must not miss it reads it when told that it listens again.
 */
export class Listener {
  readonly #options: ListenerOptions
  #line: Line | undefined
  #lostAt: number | undefined
  #connecting: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #waitMs = firstWaitMs
  #stopped = false

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  /** Resolves after the first attempt; one that fails is made again like any later one. */
  start(): Promise<void> {
    this.#connecting = this.#listen()
    return this.#connecting
  }

  /** What was begun ends first: whoever stops us closes the pool next. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#connecting
    const line = this.#line
    this.#line = undefined
    await line?.close()
  }

  async #listen(): Promise<void> {
    const { channel, open, heard, again, logger } = this.#options
    let line: Line | undefined
    let lost = false
    try {
      line = await open()
      const mine = line
      const lose = (): void => {
        lost = true
        this.#lose(mine)
      }
      mine.client.on('error', lose)
      mine.client.on('end', lose)
      mine.client.on('notification', ({ payload }) => {
        if (!this.#stopped) heard(payload)
      })
      await mine.client.query(`listen ${pg.escapeIdentifier(channel)}`)
      if (lost) throw new Error('the connection was lost')
    } catch (error) {
      if (!this.#stopped) logger.warn({ error: describeError(error), channel }, 'listening failed; trying again')
      void line?.close()
      this.#later()
      return
    }
    this.#line = line
    this.#waitMs = firstWaitMs
    if (this.#lostAt === undefined) return
    const missedMs = Date.now() - this.#lostAt
    this.#lostAt = undefined
    await again(missedMs)
  }

  /** Once only: the connection may break at the very moment the host stops. */
  #lose(line: Line): void {
    if (this.#line !== line) return
    this.#line = undefined
    void line.close()
    this.#later()
  }

  #later(): void {
    this.#lostAt ??= Date.now()
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      void this.start()
    }, this.#waitMs)
    this.#timer.unref()
    this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs)
  }
}

/** A connection out of a pool, which gets another one for it. */
export async function lineOf(pool: pg.Pool): Promise<Line> {
  const client = await pool.connect()
  return {
    client,
    close: () => {
      client.release(true)
    },
  }
}

/** A connection beside all pools. */
export async function ownLine(connectionString: string, name: string): Promise<Line> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: name,
  })
  client.on('error', () => undefined) // whoever listens on it is told too
  await client.connect().catch((error: unknown) => {
    void client.end().catch(() => undefined)
    throw error
  })
  return { client, close: () => client.end().catch(() => undefined) }
}
