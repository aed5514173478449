import type pg from 'pg'
import { roleOf, type Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'

const everybody = 'public'

/**
 * Who may call the functions of the units' schemas: those a port stands for, whoever has declared the port; those a
 * unit opens, every unit; those it lends to one unit, that one; any other, its unit alone. Grants that are no longer
 * declared are taken back. A module that is not installed any more keeps its own: nobody connects as it but a host that
 * still has it, and that one must go on working until it is restarted.
 *
 * @param owner connected as the database's owner
 */
export async function grantFunctions(
  owner: pg.Client,
  installation: Installation,
  units: readonly StorageUnit[],
): Promise<void> {
  const group = `${installation.rolePrefix}_units`
  const roles = new Map(units.map((unit) => [roleOf(installation, unit.id), unit]))
  const known = new Set([everybody, group, ...roles.keys()])
  const { rows } = await owner.query<{ schema: string; short: string; name: string; granted: string[] }>(
    `
    select n.nspname as schema, f.proname as short, f.oid::regprocedure::text as name,
      array(select case when grantee = 0 then '${everybody}' else pg_get_userbyid(grantee)::text end
        from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner)))
        where privilege_type = 'EXECUTE' and grantee <> f.proowner) as granted
    from pg_proc f join pg_namespace n on n.oid = f.pronamespace where n.nspname = any($1) and f.prokind in ('f', 'p', 'a', 'w')`,
    [units.map(({ schema }) => schema)],
  )
  const statements = rows.flatMap(({ schema, short, name, granted }) => {
    const unit = units.find((each) => each.schema === schema)!
    const wanted = callersOf(unit, short, group, roles)
    const gone = granted.filter((role) => known.has(role) && !wanted.includes(role))
    const lacking = wanted.filter((role) => !granted.includes(role))
    return [
      ...(gone.length ? [`revoke execute on routine ${name} from ${gone.map(quoted).join(', ')}`] : []),
      ...(lacking.length ? [`grant execute on routine ${name} to ${lacking.map(quoted).join(', ')}`] : []),
    ]
  })
  if (statements.length) await owner.query(statements.join(';\n'))
}

function callersOf(unit: StorageUnit, name: string, group: string, roles: ReadonlyMap<string, StorageUnit>): string[] {
  if (unit.open?.includes(name)) return [group]
  const ports = (unit.lends ?? []).filter(({ functions }) => functions.includes(name)).map(({ port }) => port)
  const borrowers = (unit.lendsTo ?? []).filter(({ functions }) => functions.includes(name)).map((loan) => loan.unit)
  return [...roles]
    .filter(
      ([, each]) => each === unit || borrowers.includes(each.id) || each.uses?.some((port) => ports.includes(port)),
    )
    .map(([role]) => role)
}

const quoted = (role: string): string => (role === everybody ? everybody : `"${role}"`)
