import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/** Key of the advisory lock: hosts that start together install one after another. */
const lockKey = 7_163_513

/**
 * Installs the job library's own tables and lets the host's role work with them. They carry row-level security
 * without a policy, which for a role that owns nothing means "no rows": it gets one policy a table.
 *
 * @param ownerUrl owner of the database
 * @param hostRole login role the host runs as
 */
export async function migrateJobs(ownerUrl: string, hostRole: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await owner.connect()
  try {
    await owner.query('select pg_advisory_lock($1)', [lockKey])
    await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => undefined) })
    await admit(owner, hostRole)
  } finally {
    await owner.end()
  }
}

async function admit(owner: pg.Client, hostRole: string): Promise<void> {
  const role = pg.escapeIdentifier(hostRole)
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', t.schemaname, t.tablename) as name from pg_tables t
     where t.schemaname = 'graphile_worker' and t.rowsecurity and not exists (
       select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and $1 = any(p.roles))`,
    [hostRole],
  )
  await owner.query(`
    grant usage on schema graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${role};
    grant usage, select on all sequences in schema graphile_worker to ${role};
    revoke execute on all functions in schema graphile_worker from public;
    grant execute on all functions in schema graphile_worker to ${role};
    ${rows.map(({ name }) => `create policy ${pg.escapeIdentifier(`host ${hostRole}`)} on ${name} to ${role} using (true) with check (true);`).join('\n')}`)
}
