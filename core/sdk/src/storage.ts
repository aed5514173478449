import { sql as statement, type Kysely, type RawBuilder, type SelectQueryBuilder, type Transaction } from 'kysely'

export { defineEntity, p, type InferEntity } from '@mikro-orm/core'
export { Migration } from '@mikro-orm/migrations'
export {
  sql,
  type ColumnType,
  type Generated,
  type Kysely,
  type Selectable,
  type Insertable,
  type Updateable,
  type SqlBool,
  type ExpressionBuilder,
} from 'kysely'

/** A CloudEvent's business part, emitted inside a transaction. */
export interface OutgoingEvent {
  /** `appeals.report.routed@1`; must stand in the plugin's `emits`. */
  readonly type: string
  /** Subject reference `module:Type:id`. */
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface AuditEntry {
  /** `appeals.report.answer`: the permission or verb that was used. */
  readonly action: string
  readonly subject: string
  readonly detail?: Readonly<Record<string, unknown>>
}

/** What a port needs of the caller's transaction, whatever tables the caller has. */
export interface OpenTransaction {
  /** Leaves through the outbox when, and only when, the transaction commits. Returns the event's id. */
  emit(event: OutgoingEvent): string
  /** Written with the transaction: an act that failed leaves no trace of having happened. */
  audit(entry: AuditEntry): void
  /** Runs one raw statement, as the module's role: `tx.run(sql<Row>`select …`)`. */
  run<Row>(statement: RawBuilder<Row>): Promise<Row[]>
}

/**
 * One transaction of one module in one city. `kysely` sees the module's own schema, as the module's
 * own database role, and only rows of this city.
 */
export interface CityTransaction<Tables = unknown> extends OpenTransaction {
  readonly kysely: Transaction<Tables>
}

/** A module's door to its tables in one city. */
export abstract class CityDb<Tables = unknown> {
  /** Single statements: reads, as the module's role, with the city set. */
  abstract readonly read: Kysely<Tables>
  /**
   * Runs `work` in one transaction and commits; rolls back when it throws. Retried as a whole, at most twice,
   * on a serialisation failure or a deadlock, so `work` must not act on the outside world.
   */
  abstract transaction<T>(work: (tx: CityTransaction<Tables>) => Promise<T>): Promise<T>
}

/** How many there are: beyond what is counted exactly `total` stays at that number, and there are more. */
export interface Total {
  readonly total: number
  readonly totalIsExact: boolean
}

/**
 * Counts what a query finds, and no further than somebody reads: a count that goes through a whole table costs more
 * than the page beside it, and grows with the city.
 *
 * @param db what runs it: `ctx.db.read`, `tx.kysely`
 * @param most counted exactly up to this
 * @example countUpTo(ctx.db.read, ctx.db.read.selectFrom('report').select('id').where('closed_at', 'is', null))
 */
export async function countUpTo<DB, From extends keyof DB, Row>(
  db: Kysely<DB>,
  query: SelectQueryBuilder<DB, From, Row>,
  most = 10_000,
): Promise<Total> {
  const { rows } = await statement<{
    n: number
  }>`select count(*)::int as n from (${query.limit(most + 1)}) counted`.execute(db)
  const n = rows[0]?.n ?? 0
  return { total: Math.min(n, most), totalIsExact: n <= most }
}

/**
 * The statements every table with a `city` column needs: row-level security by city, for the owner too. Call it in the
 * migration that creates the table. Migrations see and change the rows of all cities, as whoever makes backups does,
 * because they log in as the schema's owner: that is the second policy. The host compares both after every migration
 * and undoes one that has changed them.
 *
 * @example for (const statement of rowLevelSecurity('appeals.report')) this.addSql(statement)
 */
export function rowLevelSecurity(table: string): string[] {
  const named = table.replaceAll('%', '%%').replaceAll("'", "''")
  const owner = `(pg_has_role(session_user, %1$L, ''usage''))`
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy city on ${table} using (city = core.current_city()) with check (city = core.current_city())`,
    `do $policy$ begin execute
      format('create policy every_city on ${named} to %1$I using ${owner} with check ${owner}', current_user);
      end $policy$`,
  ]
}
