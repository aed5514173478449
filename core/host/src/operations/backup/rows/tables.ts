import { escapeIdentifier as quoted, type ClientBase } from 'pg'
import { restoringSchema } from '../../../storage/opening/unfinished-restore.ts'
import type { BackupTable, Manifest } from '../archive/format.ts'

/** Schemas of the platform and its modules: whatever the owner has, and is neither PostgreSQL's own nor everybody's. */
export const ourSchemas = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public',
  '${restoringSchema}') and pg_has_role(n.nspowner, 'usage')`

export const nameOf = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`
export const columnsOf = ({ columns }: Pick<BackupTable, 'columns'>): string => columns.map(quoted).join(', ')

/** What says which migrations have run: a restore writes it by migrating. */
const isLog = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): boolean =>
  name === 'migration' ||
  (schema === 'core' && name === 'migration_log') ||
  (schema === 'graphile_worker' && name === 'migrations')

/** What hosts have said of themselves and of their machine. A town that is restored elsewhere has neither. */
const ofTheMachine: ReadonlySet<string> = new Set(['host_status', 'job_run', 'disk_reading', 'red_line', 'backup_run'])
export const isOfTheMachine = ({ schema, name }: Pick<BackupTable, 'schema' | 'name'>): boolean =>
  schema === 'core' && ofTheMachine.has(name)

/**
 * Every table with rows of ours, those that others refer to first; columns that the database works out by itself are
 * left out.
 */
export async function tablesIn(database: ClientBase): Promise<BackupTable[]> {
  const { rows } = await database.query<BackupTable & { oid: string }>(`
    select c.oid::text as oid, n.nspname as schema, c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')
      and not c.relispartition and ${ourSchemas} order by 2, 3`)
  const { rows: references } = await database.query<{ from: string; to: string }>(`
    select distinct k.conrelid::text as "from", k.confrelid::text as "to" from pg_constraint k join pg_namespace n on n.oid = k.connamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid and ${ourSchemas}`)
  const ordered: (BackupTable & { oid: string })[] = []
  const place = (table: BackupTable & { oid: string }, under: ReadonlySet<string>): void => {
    if (ordered.includes(table) || under.has(table.oid)) return
    for (const { from, to } of references) {
      const needed = from === table.oid ? rows.find(({ oid }) => oid === to) : undefined
      if (needed) place(needed, new Set([...under, table.oid]))
    }
    ordered.push(table)
  }
  for (const table of rows) place(table, new Set())
  return ordered.filter((table) => !isLog(table)).map(({ schema, name, columns }) => ({ schema, name, columns }))
}

export async function sequencesIn(database: ClientBase): Promise<Manifest['sequences']> {
  const { rows: names } = await database.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ourSchemas} and not exists (
      select from pg_depend d join pg_class t on t.oid = d.refobjid where d.objid = c.oid
        and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
        and d.deptype in ('a', 'i') and t.relname in ('migration', 'migration_log', 'migrations')) order by 1, 2`)
  const found: Manifest['sequences'] = []
  for (const { schema, name } of names) {
    const {
      rows: [row],
    } = await database.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${nameOf({ schema, name })}`,
    )
    found.push({ schema, name, ...row! })
  }
  return found
}

/** Every schema with the names of what has run in it. */
export async function schemasIn(database: ClientBase): Promise<Manifest['schemas']> {
  const { rows } = await database.query<{ name: string; log: string | null }>(`
    select n.nspname as name, (select c.relname from pg_class c where c.relnamespace = n.oid and c.relkind = 'r'
      and c.relname in ('migration', 'migration_log') order by c.relname desc limit 1) as log
    from pg_namespace n where ${ourSchemas} order by 1`)
  const found: Manifest['schemas'] = []
  for (const { name, log } of rows) {
    const ran =
      log === null
        ? []
        : (
            await database.query<{ name: string }>(
              `select name from ${nameOf({ schema: name, name: log })} order by id`,
            )
          ).rows
    found.push({ name, log, migrations: ran.map((each) => each.name) })
  }
  return found
}
