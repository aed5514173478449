import type { Pool, PoolClient } from 'pg'
import { describeError } from '../../../log/describe-error.ts'
import type { IdentityLogger } from '../port/identity-logger.ts'

export const newsChannel = 'vmeste_identity'
/** What was missed while the line was down is read again so often, milliseconds. */
const lookEveryMs = 15_000

export interface NewsHandlers {
  /** A word from another host: `ended <sid>`, `keys`. */
  readonly hear: (kind: string, value: string) => Promise<void> | void
  /** Reads whatever may have been missed. */
  readonly catchUp: () => Promise<void>
}

/**
 * Hears what other hosts do to sessions and keys: by NOTIFY within milliseconds; the look now and then is the safety
 * net.
 */
export class IdentityNews {
  readonly #channel: string
  readonly #pool: Pool
  readonly #logger: IdentityLogger
  readonly #handlers: NewsHandlers
  #client: PoolClient | undefined
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  readonly #heeding = new Set<Promise<void>>()
  #stopped = false

  constructor(pool: Pool, logger: IdentityLogger, handlers: NewsHandlers, channel = newsChannel) {
    this.#channel = channel
    this.#pool = pool
    this.#logger = logger
    this.#handlers = handlers
  }

  start(): Promise<void> {
    this.#looking = this.#look().finally(() => {
      if (this.#stopped) return
      this.#timer = setTimeout(() => {
        void this.start()
      }, lookEveryMs)
      this.#timer.unref()
    })
    return this.#looking
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    // whoever stops us closes the pool next: what was begun on it ends first
    await Promise.all([this.#looking, ...this.#heeding])
    this.#letGo()
  }

  async #look(): Promise<void> {
    try {
      if (!this.#client) await this.#listen()
      await this.#handlers.catchUp()
    } catch (error) {
      if (!this.#stopped)
        this.#logger.warn(
          { error: describeError(error) },
          'news of other hosts about sign-ins could not be read; trying again',
        )
    }
  }

  async #listen(): Promise<void> {
    const client = await this.#pool.connect()
    this.#client = client
    client.on('notification', ({ payload = '' }) => {
      const [kind = '', value = ''] = payload.split(' ')
      if (!this.#stopped) this.#heed(kind, value)
    })
    client.once('error', () => {
      this.#letGo()
    }) // the next look listens again
    await client.query(`listen ${this.#channel}`)
  }

  #heed(kind: string, value: string): void {
    const heeding = (async () => this.#handlers.hear(kind, value))()
      .catch((error: unknown) => {
        this.#logger.warn(
          { error: describeError(error), kind },
          'what another host told could not be followed; the next look will',
        )
      })
      .finally(() => {
        this.#heeding.delete(heeding)
      })
    this.#heeding.add(heeding)
  }

  /** Once only: the connection may break at the very moment the host stops. */
  #letGo(): void {
    const client = this.#client
    this.#client = undefined
    client?.release(true)
  }
}
