import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { everyCity } from './every-city.ts'

/** One moment of the whole database, every city of it. */
export interface Snapshot {
  readonly snapshot: pg.Client
}

/**
 * Tables of which whoever has logged in would see less than every row. The host's own let everybody pass who has set no
 * city.
 */
const hidden = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname !~ '^(pg_|information_schema$)' and has_table_privilege(c.oid, 'select')
    and not exists (select from pg_roles where rolname = session_user and (rolsuper or rolbypassrls))
    and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'usage'))
    and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r') and (
      (p.polname = '${everyCity}' and exists (select from unnest(p.polroles) role where pg_has_role(role, 'usage')))
      or (n.nspname = 'core' and pg_get_expr(p.polqual, p.polrelid) like '((core.current\\_city() IS NULL) OR %')))
  order by 1`

/**
 * Reads all tables of all cities as one moment saw them, for a backup or an export of everything. Forced row-level
 * security binds the owner of the database too, and would leave rows out without a word: so it is asked beforehand
 * whether everything can be seen.
 *
 * @param ownerUrl `DATABASE_URL`, migrated by this version
 * @param read on a connection that only reads; statements may take as long as they need
 * @throws VmesteError `VMESTE_ROWS_HIDDEN`
 * @example await readAllCities(url, async ({ snapshot }) => (await snapshot.query('select * from
 *   appeals.report')).rows)
 */
export async function readAllCities<T>(ownerUrl: string, read: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste snapshot',
  })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    await owner.query('begin isolation level repeatable read read only')
    // nothing that a module has made may stand where PostgreSQL's own is meant
    await owner.query(`select set_config('search_path', 'pg_catalog, pg_temp', true), set_config('app.city', '', true)`)
    const { rows } = await owner.query<{ name: string }>(hidden)
    if (rows.length > 0) {
      throw new VmesteError(
        'VMESTE_ROWS_HIDDEN',
        `The role that DATABASE_URL names does not see the rows of all cities in ${rows.map(({ name }) => name).join(', ')}. Let this version of the platform start once on the database, and name its owner`,
      )
    }
    const result = await read({ snapshot: owner })
    await owner.query('commit')
    return result
  } finally {
    await owner.end()
  }
}
