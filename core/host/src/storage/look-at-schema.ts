import type pg from 'pg'
import { readInstallationRow } from './opening/installation-row.ts'
import { requireKnownSchema } from './opening/known-migrations.ts'
import { firstLog, firstRelease, logOf } from './opening/migration-log.ts'
import type { Opening } from './opening/opening.ts'
import { reachDatabase } from './opening/reach-database.ts'
import type { StorageUnit } from './units/unit.ts'

/** What stands in a database, and what this code would do to it. */
export interface SchemaLook {
  /** Version that migrated last; undefined where nothing has been migrated. */
  readonly version: string | undefined
  /** Of the server, `15.14`. */
  readonly postgres: string
  readonly bytes: number
  /** Connections of hosts that run. */
  readonly connections: number
  /** `core/0090-asked-boxes`, in the order they would be applied. */
  readonly pending: readonly string[]
}

/**
 * Looks at a database without changing anything in it.
 *
 * @param ownerUrl owner of the database
 * @throws VmesteError `VMESTE_SCHEMA_NEWER`, `VMESTE_DATABASE_…`
 */
export async function lookAtSchema(
  ownerUrl: string,
  units: readonly StorageUnit[],
  opening: Opening = {},
): Promise<SchemaLook> {
  const owner = await reachDatabase(ownerUrl, opening)
  try {
    await owner.query('begin transaction read only')
    const row = await readInstallationRow(owner)
    await requireKnownSchema(owner, units, row)
    const pending: string[] = []
    for (const unit of units) pending.push(...(await pendingOf(owner, unit)))
    const {
      rows: [server],
    } = await owner.query<{ postgres: string; bytes: number; connections: number; first: boolean }>(`
      select current_setting('server_version') as postgres, pg_database_size(current_database())::float8 as bytes,
        to_regclass('core.${firstLog}') is not null as first,
        (select count(*)::int from pg_stat_activity where datname = current_database()
          and application_name like 'vmeste %' and pid <> pg_backend_pid()) as connections`)
    const { postgres, bytes, connections, first } = server!
    return { version: row?.migratedBy ?? (first ? firstRelease : undefined), postgres, bytes, connections, pending }
  } finally {
    await owner.end()
  }
}

async function pendingOf(owner: pg.Client, unit: StorageUnit): Promise<string[]> {
  const done = new Set<string>()
  for (const log of new Set([logOf(unit), firstLog])) {
    const name = `"${unit.schema}".${log}`
    const {
      rows: [table],
    } = await owner.query<{ kind: string }>(`select relkind as kind from pg_class where oid = to_regclass($1)`, [name])
    // the host's own log of release 0.1.0 has become a view that refuses
    if (table?.kind !== 'r') continue
    for (const each of (await owner.query<{ name: string }>(`select name from ${name}`)).rows) done.add(each.name)
  }
  return unit.migrations.filter(({ name }) => !done.has(name)).map(({ name }) => `${unit.id}/${name}`)
}
