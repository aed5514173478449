import pg from 'pg'
import { atOnce } from './brief-locks.ts'

/** Only what a superuser has: an earlier release worked as one. */
interface Only {
  readonly ownedBySuperuser?: boolean
}

/**
 * Everything in schemas that has an owner, as the statement that gives it to another; what belongs to a table follows
 * the table.
 */
const statements = (schemas: string, role: string, { ownedBySuperuser = false }: Only): string => `
  with others as (select oid from pg_roles where rolname <> ${role} and (rolsuper or ${!ownedBySuperuser})),
  place as (select oid, nspname, nspowner from pg_namespace where nspname = any(${schemas})), heir as (select oid,
    quote_ident(rolname) as name from pg_roles where rolname = ${role})
  select format('alter schema %I owner to %s', nspname, heir.name) as statement, 1 as turn from place, heir where nspowner in (table others)
  union all
  select format('alter %s %s owner to %s', case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
    when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' else 'table' end,
      c.oid::regclass, heir.name), 2
    from pg_class c join place on place.oid = c.relnamespace, heir
    where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and c.relowner in (table others)
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
        and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i') and c.relkind = 'S')
  union all
  select format('alter routine %s owner to %s', f.oid::regprocedure, heir.name), 3 from pg_proc f
    join place on place.oid = f.pronamespace, heir where f.proowner in (table others)
  union all
  select format('alter type %s owner to %s', t.oid::regtype, heir.name), 3 from pg_type t join place on place.oid = t.typnamespace, heir
    where t.typtype in ('d', 'e', 'r') and t.typowner in (table others)
  union all
  select format('alter statistics %I.%I owner to %s', place.nspname, s.stxname, heir.name), 3 from pg_statistic_ext s
    join place on place.oid = s.stxnamespace, heir where s.stxowner in (table others)
  order by turn`

/**
 * Gives schemas, with everything in them, to a role. Nothing is touched that is its already, so a start that has
 * nothing to give takes no lock.
 *
 * @param from a superuser, or somebody who belongs to whoever has it now and to whom it goes
 */
export async function giveAway(
  from: pg.Client,
  schemas: readonly string[],
  role: string,
  only: Only = {},
): Promise<void> {
  const list = `array[${schemas.map((schema) => pg.escapeLiteral(schema)).join(', ')}]::text[]`
  const { rows } = await from.query<{ statement: string }>(statements(list, pg.escapeLiteral(role), only))
  await atOnce(
    from,
    rows.map(({ statement }) => statement),
  )
}
