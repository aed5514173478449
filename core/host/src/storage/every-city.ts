import pg from 'pg'
import { atOnce } from './grants/brief-locks.ts'

export const everyCity = 'every_city'

/**
 * As PostgreSQL prints what the SDK's `rowLevelSecurity` writes: whoever is logged in as the schema's owner, or as
 * somebody who belongs to it.
 */
export const everyCityShows = (migrator: string): string =>
  `pg_has_role(SESSION_USER, ${pg.escapeLiteral(migrator)}::name, 'usage'::text)`

/**
 * Lets migrations and backups see the rows of all cities in tables that an earlier release has made: forced row-level
 * security binds owners too, and an update in a migration would change nothing and say nothing. It asks who has logged
 * in, not who is at work: neither a view nor a `security definer` function gets a module there.
 *
 * @param owner belongs to the migrator
 */
export async function openEveryCity(owner: pg.Client, schema: string, migrator: string): Promise<void> {
  const { rows } = await owner.query<{ table: string }>(
    `
    select c.oid::regclass::text as table from pg_class c
    where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and c.relrowsecurity and not exists (
      select from pg_policy p where p.polrelid = c.oid and p.polname = $2 and p.polroles = array[to_regrole($3)::oid]
        and p.polcmd = '*' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) = $4 and pg_get_expr(p.polwithcheck, p.polrelid) = $4)`,
    [pg.escapeIdentifier(schema), everyCity, pg.escapeIdentifier(migrator), everyCityShows(migrator)],
  )
  const condition = `(pg_has_role(session_user, ${pg.escapeLiteral(migrator)}, 'usage'))`
  await atOnce(
    owner,
    rows.flatMap(({ table }) => [
      `drop policy if exists ${everyCity} on ${table}`,
      `create policy ${everyCity} on ${table} to ${pg.escapeIdentifier(migrator)} using ${condition} with check ${condition}`,
    ]),
  )
}
