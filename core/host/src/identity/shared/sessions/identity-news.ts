import type { Pool } from 'pg'
import { describeError } from '../../../log/describe-error.ts'
import { lineOf, Listener } from '../../../storage/listen/listener.ts'
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
  readonly #logger: IdentityLogger
  readonly #handlers: NewsHandlers
  readonly #listener: Listener
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  readonly #heeding = new Set<Promise<void>>()
  #stopped = false

  constructor(pool: Pool, logger: IdentityLogger, handlers: NewsHandlers, channel = newsChannel) {
    this.#logger = logger
    this.#handlers = handlers
    this.#listener = new Listener({
      channel,
      open: () => lineOf(pool),
      heard: (payload = '') => {
        const [kind = '', value = ''] = payload.split(' ')
        this.#heed(kind, value)
      },
      again: () => this.#look(),
      logger,
    })
  }

  async start(): Promise<void> {
    await this.#listener.start()
    await this.#lookOn()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    // whoever stops us closes the pool next: what was begun on it ends first
    await Promise.all([this.#listener.stop(), this.#looking, ...this.#heeding])
  }

  #lookOn(): Promise<void> {
    this.#looking = this.#look().finally(() => {
      if (this.#stopped) return
      this.#timer = setTimeout(() => {
        void this.#lookOn()
      }, lookEveryMs)
      this.#timer.unref()
    })
    return this.#looking
  }

  async #look(): Promise<void> {
    try {
      await this.#handlers.catchUp()
    } catch (error) {
      if (!this.#stopped)
        this.#logger.warn(
          { error: describeError(error) },
          'news of other hosts about sign-ins could not be read; trying again',
        )
    }
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
}
