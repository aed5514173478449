import { createHash } from 'node:crypto'
import pg from 'pg'
import { passwordOfRole, roleOf, urlAs, type Installation } from '../units/installation.ts'
import { canLogIn } from './database-roles.ts'

const longest = 63

/**
 * The hyphen keeps it apart from every unit's role, whose name has none. PostgreSQL would cut a longer name off without
 * a word.
 */
export function migratorOf(installation: Installation, unitId: string): string {
  const role = `${roleOf(installation, unitId)}-migrator`
  return role.length <= longest
    ? role
    : `${role.slice(0, 40)}-${createHash('sha256').update(role).digest('hex').slice(0, 12)}-migrator`
}

/**
 * The role that owns one unit's schema and may do nothing else: a unit's migrations log in as it. The owner of the
 * database belongs to it, so that whoever makes backups reads what it reads.
 *
 * @param owner connected as the database's owner, who may create roles and need not be a superuser
 */
export async function ensureMigrator(owner: pg.Client, installation: Installation, unitId: string): Promise<string> {
  const role = migratorOf(installation, unitId)
  const name = pg.escapeIdentifier(role)
  const {
    rows: [found],
  } = await owner.query<{ exists: boolean }>('select exists (select from pg_roles where rolname = $1)', [role])
  if (!found?.exists) {
    const rights = 'login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
    await unlessMeanwhile(owner.query(`create role ${name} ${rights} password '${passwordOfRole(installation, role)}'`))
  }
  const {
    rows: [mine],
  } = await owner.query<{ belongs: boolean; modern: boolean }>(
    `select pg_has_role($1, 'usage') and pg_has_role($1, case
      when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as belongs,
      current_setting('server_version_num')::int >= 160000 as modern`,
    [role],
  )
  // since version 16 whoever makes a role may administer it, and belongs to it only once it is granted
  if (!mine?.belongs)
    await unlessMeanwhile(
      owner.query(`grant ${name} to current_user ${mine?.modern ? 'with inherit true, set true' : ''}`),
    )
  await admitToCore(owner, role)
  return role
}

/** By grants of its own: what everybody may at first is taken from everybody later. */
async function admitToCore(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ grant: string }>(
    `
    select 'usage on schema core' as grant from pg_namespace where nspname = 'core' and not exists (select
      from aclexplode(nspacl) where grantee = to_regrole($1))
    union all
    select 'execute on function ' || oid::regprocedure from pg_proc
      where pronamespace = to_regnamespace('core') and proname in ('current_city', 'calling_unit')
        and not exists (select from aclexplode(proacl) where grantee = to_regrole($1))`,
    [pg.escapeIdentifier(role)],
  )
  for (const { grant } of rows) await owner.query(`grant ${grant} to ${pg.escapeIdentifier(role)}`)
}

/** Where it may log in. A password that another secret derived is set anew. */
export async function migratorUrl(
  owner: pg.Client,
  ownerUrl: string,
  installation: Installation,
  role: string,
): Promise<string> {
  const url = urlAs(ownerUrl, installation, role)
  if (!(await canLogIn(url)))
    await owner.query(`alter role ${pg.escapeIdentifier(role)} login password '${passwordOfRole(installation, role)}'`)
  return url
}

/**
 * Roles belong to the whole cluster, the lock under which a host migrates to one database: a copy of it may be a moment
 * earlier.
 */
async function unlessMeanwhile(done: Promise<unknown>): Promise<void> {
  await done.catch((error: unknown) => {
    const { code, message } = error as { code?: string; message: string }
    if (code !== '42710' && code !== '23505' && !/tuple concurrently updated/.test(message)) throw error
  })
}
