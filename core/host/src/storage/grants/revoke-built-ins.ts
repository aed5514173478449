import type pg from 'pg'
import { roleOf, type Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'

/** Functions of PostgreSQL itself with which one role reaches what others share: it gives them to everybody. */
export const barred = '^(pg_notify|pg_(try_)?advisory_.*|lo_.*|lowrite)$'

/**
 * Takes such functions away from everybody and gives them to the host's own units. Only a superuser may, or an owner to
 * whom one has handed them on (see `docs/operations.md`); for any other the gate of `check-statement.ts` stands alone.
 * Says nothing twice.
 *
 * @param owner connected as the database's owner
 */
export async function barBuiltIns(
  owner: pg.Client,
  installation: Installation,
  units: readonly StorageUnit[],
): Promise<void> {
  const own = units.filter(({ partOfHost }) => partOfHost).map(({ id }) => roleOf(installation, id))
  const { rows } = await owner.query<{ name: string; everybody: boolean; lacking: string[] }>(
    `
    select f.oid::regprocedure::text as name, everybody, array(select role from unnest($2::text[]) role where everybody
      or not has_function_privilege(role, f.oid, 'execute')) as lacking
    from pg_proc f cross join lateral (
      select exists (select from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) where grantee = 0
        and privilege_type = 'EXECUTE') as everybody) given
    where f.pronamespace = 'pg_catalog'::regnamespace and f.proname ~ $1 and has_function_privilege(f.oid, 'execute with grant option')`,
    [barred, own],
  )
  const statements = rows.flatMap(({ name, everybody, lacking }) => [
    ...(everybody ? [`revoke execute on function ${name} from public`] : []),
    ...(lacking.length
      ? [`grant execute on function ${name} to ${lacking.map((role) => `"${role}"`).join(', ')}`]
      : []),
  ])
  if (statements.length) await owner.query(statements.join(';\n'))
  await barTemporary(owner)
}

/**
 * A temporary table belongs to a connection, which serves one city after another, and stands under no row-level
 * security. The owner of a database may always.
 */
async function barTemporary(owner: pg.Client): Promise<void> {
  const {
    rows: [row],
  } = await owner.query<{ name: string }>(`
    select quote_ident(datname) as name from pg_database where datname = current_database() and pg_has_role(datdba, 'usage')
      and exists (select from aclexplode(coalesce(datacl, acldefault('d', datdba))) where grantee = 0 and privilege_type = 'TEMPORARY')`)
  if (row) await owner.query(`revoke temporary on database ${row.name} from public`)
}
