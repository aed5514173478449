import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { tablesOfCities } from '../../removal/rows-of-cities.ts'
import { tableKey, type BackupTable, type Manifest } from '../archive/format.ts'
import { CopyIn, copyRows, plainValues } from '../rows/copy.ts'
import { linesOf, textOf, withField, type CityColumn } from '../rows/city-lines.ts'
import { RowSum } from '../rows/row-sum.ts'
import { columnsOf, nameOf } from '../rows/tables.ts'

/** What the platform that runs says of itself, not of the city. */
const notTheCitys = new Set(['core.module_health'])
/** What hangs on an account, and comes with one that is not here. */
const ofAccounts = new Set(['identity.second_factor', 'identity.recovery_code'])

export interface CityRestore {
  readonly slug: string
  /** Its number in the backup. */
  readonly was: number
  /** Accounts of those who work for it. */
  readonly staff: ReadonlySet<string>
  /** Those of them that are not brought, nor any role of theirs: whoever they are of was erased everywhere. */
  readonly erased: ReadonlySet<string>
}

/**
 * Takes the rows of one city into a database that serves others meanwhile: in one transaction, by way of temporary
 * tables, with every wall where it stands. The city gets a new number, for hosts that have let go of the old one never
 * take it up again.
 */
export class CityRowsIn {
  readonly #owner: pg.Client
  readonly #manifest: Manifest
  readonly #restore: CityRestore
  readonly #columns = new Map<string, CityColumn>()
  readonly #sums = new Map<string, RowSum>()
  #id = 0
  #at: { readonly table: BackupTable; readonly copy: CopyIn } | undefined

  constructor(owner: pg.Client, manifest: Manifest, restore: CityRestore) {
    this.#owner = owner
    this.#manifest = manifest
    this.#restore = restore
  }

  /** @returns the city's number here */
  async begin(): Promise<number> {
    await this.#owner.query('begin')
    await this.#owner.query(plainValues)
    const {
      rows: [next],
    } = await this.#owner.query<{ id: number }>(`select nextval(pg_get_serial_sequence('core.city', 'id'))::int as id`)
    this.#id = next!.id
    for (const { schema, name, by } of await tablesOfCities(this.#owner)) {
      const table = this.#manifest.tables.find((each) => each.schema === schema && each.name === name)
      if (!table || notTheCitys.has(tableKey(table))) continue
      this.#columns.set(tableKey(table), {
        table,
        index: table.columns.indexOf('city'),
        ...(by === 'id'
          ? { was: String(this.#restore.was), is: String(this.#id) }
          : { was: this.#restore.slug, is: this.#restore.slug }),
      })
    }
    return this.#id
  }

  async take(table: BackupTable, lines: Buffer): Promise<void> {
    const wanted = this.#lines(table, lines)
    if (wanted.length === 0) return
    if (this.#at?.table !== table) {
      await this.#endTable()
      await this.#owner.query(
        `create temporary table coming on commit drop as select ${columnsOf(table)} from ${nameOf(table)} with no data`,
      )
      this.#at = { table, copy: new CopyIn(this.#owner, 'pg_temp.coming', columnsOf(table)) }
    }
    await this.#at.copy.write(Buffer.concat(wanted.flatMap((line) => [line, Buffer.from('\n')])))
  }

  /**
   * Compares what is there with what the backup says. The city is invisible until `show`. @throws VmesteError
   * `VMESTE_RESTORE_DIFFERS`
   */
  async end(): Promise<number> {
    await this.#endTable()
    let rows = 0
    for (const [key, { table, index, is }] of this.#columns) {
      const [here, said] = [new RowSum(), (this.#sums.get(key) ?? new RowSum()).tally()]
      for await (const lines of copyRows(this.#owner, table, `where city::text = ${pg.escapeLiteral(is)}`))
        for (const line of linesOf(lines)) here.addLine(withField(line, index, ''))
      const tally = here.tally()
      if (tally.rows !== said.rows || tally.sum !== said.sum)
        throw new VmesteError(
          'VMESTE_RESTORE_DIFFERS',
          `${key} is not what was backed up of ${this.#restore.slug}: ${tally.rows} rows, ${said.rows} in the backup, or other values. Nothing was changed`,
        )
      rows += said.rows
    }
    return rows
  }

  /** Lines of the city, as they are to be here. */
  #lines(table: BackupTable, lines: Buffer): Buffer[] {
    const key = tableKey(table)
    if (key === 'core.city')
      return [...linesOf(lines)]
        .filter((line) => textOf(line, table.columns.indexOf('slug')) === this.#restore.slug)
        .map((line) => withField(line, table.columns.indexOf('id'), String(this.#id)))
    if (key === 'identity.account')
      return [...linesOf(lines)].filter((line) => this.#comes(textOf(line, table.columns.indexOf('id'))))
    if (ofAccounts.has(key))
      return [...linesOf(lines)].filter((line) => this.#comes(textOf(line, table.columns.indexOf('account_id'))))
    const column = this.#columns.get(key)
    if (!column) return []
    const sum = this.#sums.get(key) ?? new RowSum()
    this.#sums.set(key, sum)
    // a role hangs on its account
    const of = table.schema === 'identity' ? table.columns.indexOf('account_id') : -1
    return [...linesOf(lines)]
      .filter((line) => textOf(line, column.index) === column.was && (of < 0 || this.#comes(textOf(line, of))))
      .map((line) => {
        sum.addLine(withField(line, column.index, ''))
        return withField(line, column.index, column.is)
      })
  }

  #comes(account: string): boolean {
    return this.#restore.staff.has(account) && !this.#restore.erased.has(account)
  }

  async #endTable(): Promise<void> {
    if (!this.#at) return
    const { table, copy } = this.#at
    this.#at = undefined
    await copy.end()
    const key = tableKey(table)
    if (key === 'core.city')
      await this.#owner.query(
        `update pg_temp.coming set leaving_at = now(), revision = revision + 1,
          parent = (select id from core.city where id = coming.parent)`,
      )
    if (key === 'identity.account')
      await this.#owner.query(`create temporary table new_account on commit drop as select id from pg_temp.coming
          where not exists (select from identity.account a where a.id = coming.id);
      delete from pg_temp.coming where id not in (select id from pg_temp.new_account)`)
    if (ofAccounts.has(key))
      await this.#owner.query(`delete from pg_temp.coming where account_id not in (select id from pg_temp.new_account)`)
    await this.#owner
      .query(
        `insert into ${nameOf(table)} (${columnsOf(table)}) overriding system value select ${columnsOf(table)} from pg_temp.coming`,
      )
      .catch((cause: unknown) => {
        if ((cause as { code?: string }).code === '23505')
          throw new VmesteError(
            'VMESTE_RESTORE_DIFFERS',
            `${key} holds already what the backup has of ${this.#restore.slug} (${(cause as pg.DatabaseError).constraint ?? 'the same key'}). Nothing was changed`,
            { cause },
          )
        throw cause
      })
    await this.#owner.query('drop table pg_temp.coming')
  }
}
