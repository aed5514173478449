import pg from 'pg'
import { passwordOf, roleOf, unitUrl, type Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'

/**
 * One login role a unit. A connection is made *as* that role, so nothing a module sends can climb back to the host:
 * `reset role` ends where it began. The roles own nothing and are no superusers, or row-level security would not bind.
 */
export async function ensureRoles(
  owner: pg.Client,
  ownerUrl: string,
  installation: Installation,
  units: readonly StorageUnit[],
): Promise<void> {
  const group = `${installation.rolePrefix}_units`
  const wanted = [group, ...units.map((unit) => roleOf(installation, unit.id))]
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    wanted,
  ])
  const present = new Set(rows.map((row) => row.rolname))
  if (!present.has(group)) await owner.query(`create role "${group}" nologin`)
  for (const unit of units) {
    const role = roleOf(installation, unit.id)
    if (!present.has(role)) {
      await owner.query(
        `create role "${role}" login noinherit nosuperuser nocreatedb nocreaterole password '${passwordOf(installation, unit.id)}'`,
      )
      // inherit only the group: it carries nothing but usage of schemas and execution of functions
      await owner.query(`alter role "${role}" inherit`)
      await owner.query(`grant "${group}" to "${role}"`)
    } else if (!(await canLogIn(unitUrl(ownerUrl, installation, unit.id)))) {
      await owner.query(`alter role "${role}" password '${passwordOf(installation, unit.id)}'`)
    }
  }
}

/** Altering a role that is right already would make hosts that start together trip over one catalogue row. */
export async function canLogIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
