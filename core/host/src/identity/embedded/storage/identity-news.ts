import type { Pool, PoolClient } from 'pg'
import { describeError } from '../../../log/describe-error.ts'
import type { IdentityLogger } from '../embedded-options.ts'

export const newsChannel = 'vmeste_identity'
/** What was missed while the line was down is read again so often, milliseconds. */
const lookEveryMs = 15_000

export interface NewsHandlers {
  /** A word from another host: `ended <sid>`, `keys`. */
  readonly hear: (kind: string, value: string) => void
  /** Reads whatever may have been missed. */
  readonly catchUp: () => Promise<void>
}

/** Hears what other hosts do to sessions and keys: by NOTIFY within milliseconds; the look now and then is the safety net. */
export class IdentityNews {
  readonly #pool: Pool
  readonly #logger: IdentityLogger
  readonly #handlers: NewsHandlers
  #client: PoolClient | undefined
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(pool: Pool, logger: IdentityLogger, handlers: NewsHandlers) {
    this.#pool = pool
    this.#logger = logger
    this.#handlers = handlers
  }

  start(): Promise<void> {
    this.#looking = this.#look().finally(() => {
      if (this.#stopped) return
      this.#timer = setTimeout(() => { void this.start() }, lookEveryMs)
      this.#timer.unref()
    })
    return this.#looking
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#looking
    this.#letGo()
  }

  async #look(): Promise<void> {
    try {
      if (!this.#client) await this.#listen()
      await this.#handlers.catchUp()
    } catch (error) {
      if (!this.#stopped) this.#logger.warn({ error: describeError(error) }, 'news of other hosts about sign-ins could not be read; trying again')
    }
  }

  async #listen(): Promise<void> {
    const client = await this.#pool.connect()
    this.#client = client
    client.on('notification', ({ payload = '' }) => {
      const [kind = '', value = ''] = payload.split(' ')
      this.#handlers.hear(kind, value)
    })
    client.once('error', () => { this.#letGo() }) // the next look listens again
    await client.query(`listen ${newsChannel}`)
  }

  /** Once only: the connection may break at the very moment the host stops. */
  #letGo(): void {
    const client = this.#client
    this.#client = undefined
    client?.release(true)
  }
}
