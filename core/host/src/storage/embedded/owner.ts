import { createHmac } from 'node:crypto'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { barred } from '../grants/revoke-built-ins.ts'
import { giveAway } from '../grants/transfer-ownership.ts'

/**
 * The role that the platform works with: it owns the database and may create roles. No superuser, as
 * `docs/operations.md` asks of an outer database too.
 */
export const databaseOwner = 'vmeste_owner'

/** Key of the lock: a command beside a host may come at the same moment. */
const lockKey = 7_648_302

export interface OwnerOptions {
  /** The superuser's connection to one database of the cluster. */
  connect(database: string): Promise<Client>
  /** The owner's password. */
  readonly password: string
  readonly database: string
  /** Tests make a database each, and drop it with whoever is still connected. */
  readonly createDatabases: boolean
}

/** The owner's password, from the one that lies in the data folder. */
export const ownerPassword = (superuserPassword: string): string =>
  createHmac('sha256', superuserPassword).update(databaseOwner).digest('base64url')

/**
 * Makes the database and its owner, and gives the owner what an earlier release has left to the superuser. After that
 * nobody needs the superuser until the next start. Says nothing twice.
 */
export async function prepareOwner({ connect, password, database, createDatabases }: OwnerOptions): Promise<void> {
  const above = await connect('postgres')
  try {
    await above.query('select pg_advisory_lock($1)', [lockKey])
    await ensureRole(above, password, createDatabases)
    const template = await connect('template1')
    try {
      await handOn(template)
    } finally {
      await template.end()
    }
    const {
      rows: [found],
    } = await above.query<{ owner: string }>(
      'select pg_get_userbyid(datdba) as owner from pg_database where datname = $1',
      [database],
    )
    if (!found) await above.query(`create database ${escapeIdentifier(database)} owner ${databaseOwner}`)
    else if (found.owner !== databaseOwner)
      await above.query(`alter database ${escapeIdentifier(database)} owner to ${databaseOwner}`)
    const inside = await connect(database)
    try {
      await handOver(inside)
    } finally {
      await inside.end()
    }
  } finally {
    await above.end()
  }
}

async function ensureRole(above: Client, password: string, createDatabases: boolean): Promise<void> {
  const {
    rows: [role],
  } = await above.query<{ databases: boolean }>('select rolcreatedb as databases from pg_roles where rolname = $1', [
    databaseOwner,
  ])
  const rights = `login createrole nosuperuser nobypassrls ${createDatabases ? 'createdb' : 'nocreatedb'} password ${escapeLiteral(password)}`
  if (!role) await above.query(`create role ${databaseOwner} ${rights}`)
  else if (role.databases !== createDatabases) await above.query(`alter role ${databaseOwner} ${rights}`)
  if (createDatabases) await above.query(`grant pg_signal_backend to ${databaseOwner}`)
}

/** What an earlier release made as the superuser: schemas and everything in them, and the roles the host works as. */
async function handOver(inside: Client): Promise<void> {
  await handOn(inside)
  const { rows: schemas } = await inside.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> 'public'`,
  )
  await giveAway(
    inside,
    schemas.map(({ name }) => name),
    databaseOwner,
    { ownedBySuperuser: true },
  )
  const { rows: roles } = await inside.query<{ name: string }>(
    `
    select rolname as name from pg_roles where not rolsuper and rolname !~ '^pg_' and rolname <> $1
      and not pg_has_role($1, oid, 'member with admin option')`,
    [databaseOwner],
  )
  for (const { name } of roles)
    await inside.query(`grant ${escapeIdentifier(name)} to ${databaseOwner} with admin true, inherit false, set false`)
}

/** Lets the owner take PostgreSQL's own functions from modules, see `barBuiltIns`. */
async function handOn(inside: Client): Promise<void> {
  const { rows } = await inside.query<{ name: string }>(
    `
    select oid::regprocedure::text as name from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace and proname ~ $1 and not has_function_privilege($2, oid, 'execute with grant option')`,
    [barred, databaseOwner],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  await inside.query(
    `grant execute on function ${names} to ${databaseOwner} with grant option; revoke execute on function ${names} from public`,
  )
}
