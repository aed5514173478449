import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { BackupTable, Tally } from '../archive/format.ts'
import { RowSum, wholeLines } from './row-sum.ts'
import { columnsOf, nameOf } from './tables.ts'

/** How values are written, so that the same row is the same line on every server. */
export const plainValues = `select set_config('timezone', 'UTC', false), set_config('datestyle', 'ISO, YMD', false), set_config('intervalstyle', 'postgres', false),
  set_config('extra_float_digits', '1', false), set_config('bytea_output', 'hex', false), set_config('client_encoding', 'UTF8', false), set_config('xmloption', 'content', false)`

/** Every row of a table, in blocks of whole lines of COPY. */
export const copyRows = (database: ClientBase, table: BackupTable, where = ''): AsyncGenerator<Buffer> =>
  wholeLines(database.query(copyTo(`copy (select ${columnsOf(table)} from ${nameOf(table)} ${where}) to stdout`)))

/** What a table comes to as it stands now. */
export async function tallyOf(database: ClientBase, table: BackupTable): Promise<Tally> {
  const sum = new RowSum()
  for await (const lines of copyRows(database, table)) sum.addLines(lines)
  return sum.tally()
}

/** Takes lines of COPY into a table for as long as they come; nobody else uses the connection meanwhile. */
export class CopyIn {
  readonly #stream: ReturnType<typeof copyFrom>
  readonly #done: Promise<void>

  /** @param into name of the table as SQL wants it */
  constructor(database: ClientBase, into: string, columns: string) {
    this.#stream = database.query(copyFrom(`copy ${into} (${columns}) from stdin`))
    this.#done = finished(this.#stream)
    this.#done.catch(() => undefined)
  }

  async write(lines: Buffer): Promise<void> {
    if (this.#stream.destroyed || this.#stream.errored) return this.#done
    if (!this.#stream.write(lines)) await Promise.race([once(this.#stream, 'drain'), this.#done])
  }

  /** @throws what PostgreSQL says of the rows */
  end(): Promise<void> {
    this.#stream.end()
    return this.#done
  }
}
