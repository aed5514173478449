import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { tableKey, type BackupTable, type Manifest, type Tally } from '../archive/format.ts'
import { CopyIn, plainValues, tallyOf } from '../rows/copy.ts'
import { columnsOf, nameOf, sequencesIn, tablesIn } from '../rows/tables.ts'

/**
 * Takes the rows of a backup into a database that was just migrated, in one transaction: all of them are there, or
 * none. Meanwhile no row-level security is forced on the owner, no trigger fires and no reference is looked at; at the
 * end everything stands again as it stood, and is held to it.
 */
export class RowsIn {
  readonly #owner: pg.Client
  readonly #manifest: Manifest
  readonly #without: ReadonlySet<string>
  #after: string[] = []
  #copy: { readonly table: BackupTable; readonly into: CopyIn } | undefined

  /** @param owner connected as the database's owner, for nothing else until `end` */
  constructor(owner: pg.Client, manifest: Manifest, without: readonly string[]) {
    this.#owner = owner
    this.#manifest = manifest
    this.#without = new Set(without)
  }

  get #schemas(): string[] {
    return this.#manifest.schemas.map(({ name }) => name).filter((name) => !this.#without.has(name))
  }
  get #tables(): BackupTable[] {
    return this.#manifest.tables.filter(({ schema }) => !this.#without.has(schema))
  }

  async begin(): Promise<void> {
    await this.#owner.query('begin')
    await this.#owner.query(plainValues)
    const there = await tablesIn(this.#owner)
    for (const table of this.#tables) {
      const own = there.find((each) => tableKey(each) === tableKey(table))
      const lacks = table.columns.filter((column) => !own?.columns.includes(column))
      if (!own || lacks.length > 0)
        throw new VmesteError(
          'VMESTE_RESTORE_MIGRATIONS',
          `The backup has ${tableKey(table)}${own ? `.${lacks.join(', ')}` : ''}, which this code does not make. Restore with the version that the backup was made with`,
        )
    }
    await this.#standAside()
    // what migrations put into a new database is in the backup, too
    await this.#owner.query(
      `truncate ${there
        .filter(({ schema }) => this.#schemas.includes(schema))
        .map(nameOf)
        .join(', ')}`,
    )
  }

  async take(table: BackupTable, lines: Buffer): Promise<void> {
    if (this.#without.has(table.schema)) return
    if (this.#copy?.table !== table) {
      await this.#endCopy()
      this.#copy = { table, into: new CopyIn(this.#owner, nameOf(table), columnsOf(table)) }
    }
    await this.#copy.into.write(lines)
  }

  /**
   * Compares what is there with what the backup says, and commits.
   *
   * @throws VmesteError `VMESTE_RESTORE_DIFFERS`
   */
  async end(said: Readonly<Record<string, Tally>>, so: (table: string) => void): Promise<void> {
    await this.#endCopy()
    const there = new Set((await sequencesIn(this.#owner)).map(tableKey))
    for (const sequence of this.#manifest.sequences) {
      if (there.has(tableKey(sequence)))
        await this.#owner.query(`select setval($1::regclass, $2::bigint, $3)`, [
          nameOf(sequence),
          sequence.value,
          sequence.called,
        ])
    }
    for (const statement of this.#after) await this.#owner.query(statement)
    for (const table of this.#tables) {
      const key = tableKey(table)
      so(key)
      const [is, was] = [await tallyOf(this.#owner, table), said[key]]
      if (is.rows !== was?.rows || is.sum !== was.sum)
        throw new VmesteError(
          'VMESTE_RESTORE_DIFFERS',
          `${key} is not what was backed up: ${is.rows} rows, ${was?.rows ?? 'none'} in the backup, or other values. Nothing starts on it; restore once more, with the version that made the backup`,
        )
    }
    // whoever worked on these is no more
    await this.#owner.query(
      `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_by is not null`,
    )
    await this.#owner.query(
      `update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by is not null`,
    )
    await this.#owner.query('commit')
    for (const table of this.#tables) await this.#owner.query(`analyze ${nameOf(table)}`)
  }

  async #endCopy(): Promise<void> {
    await this.#copy?.into.end()
    this.#copy = undefined
  }

  /** Each wall that stands in the way of COPY, with the statement that puts it back. */
  async #standAside(): Promise<void> {
    const { rows } = await this.#owner.query<{ away: string; back: string; turn: number }>(
      `
      select format('alter table %s no force row level security', c.oid::regclass) as away,
        format('alter table %s force row level security', c.oid::regclass) as back, 2 as turn
        from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relforcerowsecurity and n.nspname = any($1)
      union all
      select distinct format('alter table %s disable trigger user', c.oid::regclass),
        format('alter table %s enable trigger user', c.oid::regclass), 1
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
          where not t.tgisinternal and t.tgenabled = 'O' and n.nspname = any($1)
      union all
      select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname),
        format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)), 0
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and k.conparentid = 0
          and n.nspname = any($1)
      order by turn`,
      [this.#schemas],
    )
    for (const { away } of rows) await this.#owner.query(away)
    this.#after = rows.map(({ back }) => back)
  }
}
