import type pg from 'pg'

export interface RolePrefix {
  readonly prefix: string
  /** Whether it stands in the database already. */
  readonly kept: boolean
}

/** The prefix is kept as the schema's comment, so that a copy of a database goes on using the roles its grants name. */
export async function readRolePrefix(owner: pg.Client): Promise<RolePrefix> {
  const {
    rows: [row],
  } = await owner.query<{ comment: string | null; database: string }>(
    `select obj_description(to_regnamespace('core'), 'pg_namespace') as comment, current_database() as database`,
  )
  const kept = row?.comment?.match(/^vmeste roles: ([a-z0-9_]+)$/)?.[1]
  return {
    prefix:
      kept ??
      `vmeste_${(row?.database ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .slice(0, 20)}`,
    kept: kept !== undefined,
  }
}

export async function keepRolePrefix(owner: pg.Client, { prefix, kept }: RolePrefix): Promise<void> {
  await owner.query(`create schema if not exists core`)
  if (!kept) await owner.query(`comment on schema core is 'vmeste roles: ${prefix}'`)
}

/** Login roles that exist of those a host with these units works as. */
export async function presentRoles(owner: pg.Client, roles: readonly string[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) and rolcanlogin',
    [roles],
  )
  return roles.filter((role) => rows.some(({ rolname }) => rolname === role))
}
