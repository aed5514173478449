import {
  Directory,
  Tables,
  undoDays,
  uuidv7,
  VmesteError,
  type Clock,
  type Ctx,
  type KeptImport,
  type KeptRow,
  type OpenTransaction,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

export interface CityTablesOptions {
  readonly clock: Clock
  readonly directory: () => Directory
}

/** A statement takes this many rows, and an answer brings as many: both have bounds. */
const part = 500

interface ImportRow {
  readonly id: string
  readonly by: string | null
  readonly at: Date
  readonly created: number
  readonly updated: number
  readonly undone_at: Date | null
}

/** `Tables`: rows of civic, written by its own functions in the caller's transaction. */
export class CityTables extends Tables {
  readonly #options: CityTablesOptions

  constructor(options: CityTablesOptions) {
    super()
    this.#options = options
  }

  get #since(): Date {
    return new Date(this.#options.clock.now().getTime() - undoDays * 86_400_000)
  }

  async keep(
    tx: OpenTransaction,
    table: string,
    { actor }: Pick<Ctx, 'actor'>,
    rows: readonly KeptRow[],
  ): Promise<{ readonly id: string }> {
    const now = this.#options.clock.now()
    const id = uuidv7(now.getTime())
    const created = rows.filter(({ before }) => before === null).length
    const [made] = await tx.run<{ own: boolean }>(sql`select civic.keep_import(${id}::uuid, ${table},
      ${actor.kind === 'person' ? actor.key : null}, ${now}::timestamptz, ${created}, ${rows.length - created}) as own`)
    if (!made?.own)
      throw new VmesteError(
        'VMESTE_TABLE_NAME',
        `the table ${table.slice(0, 100)} is not the caller's: begin its name with the id of the module, "trees:Tree"`,
      )
    for (let at = 0; at < rows.length; at += part) {
      const numbered = rows.slice(at, at + part).map((row, index) => ({ number: at + index, ...row }))
      await tx.run(sql`select civic.keep_import_rows(${id}::uuid, ${JSON.stringify(numbered)}::jsonb)`)
    }
    return { id }
  }

  async list(tx: OpenTransaction, table: string): Promise<readonly KeptImport[]> {
    const rows = await tx.run<ImportRow>(sql`select * from civic.own_imports(${table}, ${this.#since}::timestamptz)`)
    return Promise.all(
      rows.map(async ({ id, by, at, created, updated, undone_at: undoneAt }) => {
        const name = by === null ? undefined : (await this.#options.directory().member(by))?.name
        return { id, at, by: name ?? null, created, updated, undoneAt }
      }),
    )
  }

  async takeBack(tx: OpenTransaction, table: string, id: string): Promise<readonly KeptRow[] | undefined> {
    const [row] = await tx.run<{ taken: boolean }>(sql`select civic.take_import_back(${table}, ${id}::uuid,
      ${this.#since}::timestamptz, ${this.#options.clock.now()}::timestamptz) as taken`)
    if (!row?.taken) return undefined
    const rows: KeptRow[] = []
    for (;;) {
      const more = await tx.run<KeptRow>(sql`select * from civic.take_import_rows(${id}::uuid, ${part})`)
      rows.push(...more)
      if (more.length < part) return rows
    }
  }
}
