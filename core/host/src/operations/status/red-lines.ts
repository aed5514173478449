import type pg from 'pg'
import type { Logger } from 'pino'
import type { IdentityMail } from '../../identity/shared/port/identity-port.ts'
import { describeError } from '../../log/describe-error.ts'
import type { Check } from './facts/check.ts'
import { redLetter } from './red-letter.ts'

export interface RedLinesParts {
  readonly pool: pg.Pool
  readonly logger: Logger
  readonly redForMs: number
  readonly againMs: number
  /** Addresses of the platform's administrators. */
  readonly administrators: () => Promise<readonly string[]>
  /** Absent where no letter leaves. */
  readonly send: ((letter: IdentityMail) => Promise<void>) | undefined
  /** Where the page «Состояние» is; nothing while there is no city. */
  readonly page: () => string | undefined
}

/**
 * Tells the platform's administrators of lines that turn red: once over all hosts, and again only after the line has
 * been well. Whoever claims the line in the database tells it; where no letter leaves, it stands in the log.
 */
export class RedLines {
  readonly #parts: RedLinesParts
  constructor(parts: RedLinesParts) {
    this.#parts = parts
  }

  async hear(checks: readonly Check[]): Promise<void> {
    const { pool, logger, redForMs, againMs } = this.#parts
    const of = (state: Check['state']): string[] => checks.filter((check) => check.state === state).map(({ id }) => id)
    // a line that turns yellow between is not well: it is not told again
    await pool.query('delete from core.red_line where id = any($1)', [of('ok')])
    await pool.query(
      'insert into core.red_line (id, since, try_at) select id, now(), now() from unnest($1::text[]) as id on conflict do nothing',
      [of('fail')],
    )
    // times are kept to the millisecond and may have been rounded up
    const { rows } = await pool.query<{ id: string }>(
      `
      update core.red_line set told_at = now(), try_at = now() + $3 * interval '1 ms'
      where id = any($1) and told_at is null and try_at <= now() + interval '1 ms'
        and since <= now() + interval '1 ms' - $2 * interval '1 ms' returning id`,
      [of('fail'), redForMs, againMs],
    )
    const red = checks.filter(({ id }) => rows.some((row) => row.id === id))
    if (red.length === 0) return
    for (const { id, text, remedy } of red) logger.warn({ check: id, remedy: remedy?.en }, `red: ${text.en}`)
    const told = await this.#tell(red).catch((error: unknown) => {
      logger.warn({ error: describeError(error) }, 'the platform’s administrators could not be told by mail')
      return false
    })
    if (!told) await pool.query('update core.red_line set told_at = null where id = any($1)', [red.map(({ id }) => id)])
  }

  /** @returns whether there is nothing left to tell */
  async #tell(red: readonly Check[]): Promise<boolean> {
    const { administrators, send, page } = this.#parts
    if (!send) return true // the log has it, and nobody can be written to
    const addresses = await administrators()
    let left = 0
    for (const to of addresses) {
      // one box that refuses must not keep the others from hearing; what the server itself refuses is tried again
      await send(redLetter(to, red, page())).then(
        () => {
          left++
        },
        (error: unknown) => {
          if (addresses.length === 1) throw error
        },
      )
    }
    return addresses.length === 0 || left > 0
  }
}
