import type { Logger } from 'pino'
import { codeOf } from './read/ask.ts'

/** Faults of one letter, not of the server: it took the connection and refused what was sent. */
const ofLetter = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])

/** What becomes of the letters that this host lets out, whichever part of the platform wrote them. */
export class MailWatch {
  readonly #logger: Pick<Logger, 'warn'>
  sent = 0
  failed = 0
  /** The server's last fault, since which no letter has left. */
  error: string | undefined
  errorAt: Date | undefined
  sentAt: Date | undefined

  constructor(logger: Pick<Logger, 'warn'>) {
    this.#logger = logger
  }

  /** A letter has left. */
  left(): void {
    this.sent++
    this.sentAt = new Date()
    this.error = undefined
  }

  /** One could not: a line at `warn` with the code alone, because servers repeat the address in their words. */
  refused(error: unknown): void {
    this.failed++
    const code = codeOf(error)
    const { responseCode } = error as { responseCode?: unknown }
    if (!ofLetter.has(code)) {
      this.error = code
      this.errorAt = new Date()
    }
    this.#logger.warn(
      { code, ...(typeof responseCode === 'number' ? { responseCode } : {}) },
      'a letter could not be sent',
    )
  }

  /** Lets a letter out and notes what became of it. */
  async watched(send: () => Promise<void>): Promise<void> {
    try {
      await send()
      this.left()
    } catch (error) {
      this.refused(error)
      throw error
    }
  }
}
