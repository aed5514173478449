import pg from 'pg'
import type { Creator } from './way-back.ts'

/** Who may make a database on the owner's server: the owner, where it may, else the first superuser there is. */
export async function whoCreates(ownerUrl: string): Promise<Creator> {
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ role: string; is_owner: boolean }>(
      `select rolname as role, rolname = current_user as is_owner from pg_roles
        where (rolname = current_user and (rolcreatedb or rolsuper)) or (rolsuper and rolcanlogin)
        order by rolname = current_user desc, oid limit 1`,
    )
    return rows[0] ? { role: rows[0].role, isOwner: rows[0].is_owner } : { role: 'postgres', isOwner: false }
  } finally {
    await owner.end()
  }
}
