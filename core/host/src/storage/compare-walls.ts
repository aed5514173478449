import pg from 'pg'
import { faultOfRoutine, type Routine } from './check-routine.ts'
import { doors } from './check-statement.ts'
import { everyCity, everyCityShows } from './every-city.ts'
import type { Ask } from './run-migrations.ts'

/** What must hold in one module's schema. */
export interface Walls {
  readonly schema: string
  /** Owner of the schema and of everything in it. */
  readonly migrator: string
  /** Whom the module works as. */
  readonly role: string
  /** Every role of this installation begins with it. */
  readonly prefix: string
  /** Functions that the module lends to others: only those may run with its owner's rights. */
  readonly lent: readonly string[]
  /** Tables that had no city before. */
  readonly cityless: readonly string[]
}

interface Table {
  readonly name: string
  readonly kind: string
  readonly city: boolean
  readonly secured: boolean
  readonly forced: boolean
  readonly policies: readonly { name: string; permissive: boolean; all: boolean; roles: readonly string[]; shows: string | null; takes: string | null }[]
  readonly granted: readonly string[]
}

const ofTheCity = '(city = core.current_city())'
const tables = ['r', 'p']

/**
 * Compares a schema with what `rowLevelSecurity` writes and the host grants: forced row-level security and its policies under every table with a city,
 * nothing given to others, no code that goes round it.
 *
 * @returns every breach with its table or function; empty where the walls stand
 */
export async function breachesOf(ask: Ask, walls: Walls): Promise<string[]> {
  // a table of its own named pg_class, or a check put off until the commit, must not deceive the comparison
  const [before] = await ask<{ path: string }>(`select pg_catalog.current_setting('search_path') as path`)
  await ask(`set constraints all immediate`)
  await ask(`select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)`)
  try {
    const found = await ask<Table>(relations(walls.schema))
    const routines = await ask<Routine>(routinesIn(walls.schema))
    const others = await ask<{ fault: string }>(otherThings(walls))
    const texts = await ask<{ name: string; text: string }>(textsIn(walls.schema))
    return [
      ...found.flatMap((table) => faultsOfTable(table, walls)),
      ...routines.flatMap((routine) => faultOfRoutine(routine, walls.lent)),
      ...others.map(({ fault }) => fault),
      ...texts.filter(({ text }) => doors.test(text)).map(({ name }) => `${name}: it changes settings, or reaches what the database shares`),
    ]
  } finally {
    await ask(`select pg_catalog.set_config('search_path', ${pg.escapeLiteral(before!.path)}, false)`).catch(() => undefined)
  }
}

/** Tables without a city, by number, so that a new name does not hide one. */
export async function citylessTables(ask: Ask, schema: string): Promise<string[]> {
  return (await ask<Table & { oid: string }>(relations(schema))).filter(({ kind, city }) => tables.includes(kind) && !city).map(({ oid }) => oid)
}

function faultsOfTable(table: Table & { oid?: string }, { schema, migrator, role, prefix, cityless }: Walls): string[] {
  const given = table.granted.filter((name) => name === 'public' || (name.startsWith(`${prefix}_`) && name !== role)).map((name) => `it is granted to ${name}`)
  if (table.kind === 'm' || table.kind === 'f') return [`${table.name}: no row-level security can stand under a ${table.kind === 'm' ? 'materialized view' : 'foreign table'}`]
  const faults = !tables.includes(table.kind) ? [] : table.city ? faultsOfWall(table, migrator) : [
    ...cityless.includes(table.oid!) || table.name === `${schema}.migration` ? [] : ['it has no city: every city would see every other’s rows'],
    ...table.policies.map(({ name }) => `policy "${name}" stands under a table without a city`),
  ]
  return [...faults, ...given].map((fault) => `table ${table.name}: ${fault}`)
}

function faultsOfWall({ secured, forced, policies }: Table, migrator: string): string[] {
  const city = policies.find(({ name }) => name === 'city')
  const every = policies.find(({ name }) => name === everyCity)
  const shows = everyCityShows(migrator)
  return [
    ...secured ? [] : ['row-level security is not enabled'],
    ...forced ? [] : ['row-level security is not forced'],
    ...city ? [] : ['it has no policy "city"'],
    ...city && !(city.permissive && city.all && city.roles.length === 1 && city.roles[0] === 'public' && city.shows === ofTheCity && city.takes === ofTheCity) ? ['its policy "city" is not the one that rowLevelSecurity() writes'] : [],
    ...every ? [] : [`it has no policy "${everyCity}", without which a migration changes none of its rows: call rowLevelSecurity()`],
    ...every && !(every.permissive && every.all && every.roles.length === 1 && every.roles[0] === migrator && every.shows === shows && every.takes === shows) ? [`its policy "${everyCity}" is not the one that rowLevelSecurity() writes`] : [],
    ...policies.filter((policy) => policy !== city && policy !== every).map(({ name }) => `it has a policy of its own, "${name}"`),
  ]
}

const place = (schema: string): string => `to_regnamespace(${pg.escapeLiteral(pg.escapeIdentifier(schema))})`
const granteesOf = (acl: string, owner: string): string =>
  `select distinct case when grantee = 0 then 'public' else pg_get_userbyid(grantee)::text end from aclexplode(${acl}) where grantee <> ${owner}`

const relations = (schema: string): string => `
  select c.oid::text as oid, ${pg.escapeLiteral(schema)} || '.' || c.relname as name, c.relkind::text as kind, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'city' and not a.attisdropped) as city,
    coalesce((select json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive, 'all', p.polcmd = '*',
        'roles', array(select case r when 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r),
        'shows', pg_get_expr(p.polqual, p.polrelid), 'takes', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
      from pg_policy p where p.polrelid = c.oid), '[]') as policies,
    array(${granteesOf('c.relacl', 'c.relowner')} union select g.name from pg_attribute a cross join lateral (${granteesOf('a.attacl', 'c.relowner')}) g(name) where a.attrelid = c.oid) as granted
  from pg_class c where c.relnamespace = ${place(schema)} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by c.relname`

const routinesIn = (schema: string): string => `
  select f.proname as short, ${pg.escapeLiteral(schema)} || '.' || f.proname as name, f.prokind::text as kind, l.lanname::text as language, f.prosecdef as definer, coalesce(f.proconfig, '{}') as settings,
    coalesce(f.prosrc, '') || coalesce(pg_get_function_sqlbody(f.oid), '') as text
  from pg_proc f join pg_language l on l.oid = f.prolang where f.pronamespace = ${place(schema)} order by 1`

const otherThings = ({ schema, migrator, role, prefix }: Walls): string => `
  select ${pg.escapeLiteral(`schema ${schema}`)} || ': it is granted to ' || g.name as fault from pg_namespace n cross join lateral (${granteesOf('n.nspacl', 'n.nspowner')}) g(name)
    where n.oid = ${place(schema)} and (g.name = 'public' or starts_with(g.name, ${pg.escapeLiteral(`${prefix}_`)})) and g.name not in (${pg.escapeLiteral(role)}, ${pg.escapeLiteral(`${prefix}_units`)})
  union all
  select 'what is made later would be granted to others' from pg_default_acl d where d.defaclrole = to_regrole(${pg.escapeLiteral(pg.escapeIdentifier(migrator))})
  union all
  select 'operator ' || o.oid::regoperator || ': a module has no operators of its own' from pg_operator o where o.oprnamespace = ${place(schema)}
  union all
  select 'a cast by ' || f.oid::regprocedure || ': a module has no casts of its own' from pg_cast c join pg_proc f on f.oid = c.castfunc where f.pronamespace = ${place(schema)}
  union all
  select 'rule "' || r.rulename || '" on ' || c.oid::regclass || ': a module has no rules of its own' from pg_rewrite r join pg_class c on c.oid = r.ev_class
    where c.relnamespace = ${place(schema)} and r.rulename <> '_RETURN'`

/** Expressions that run with whoever reads or writes a row, as PostgreSQL prints them. */
const textsIn = (schema: string): string => `
  select 'view ' || c.oid::regclass as name, pg_get_viewdef(c.oid) as text from pg_class c where c.relnamespace = ${place(schema)} and c.relkind = 'v'
  union all select 'default of ' || a.attname || ' in ' || c.oid::regclass, pg_get_expr(d.adbin, d.adrelid)
    from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where c.relnamespace = ${place(schema)}
  union all select 'constraint ' || k.conname, pg_get_constraintdef(k.oid) from pg_constraint k where k.connamespace = ${place(schema)}
  union all select 'index ' || c.oid::regclass, pg_get_indexdef(c.oid) from pg_class c where c.relnamespace = ${place(schema)} and c.relkind = 'i'
  union all select 'trigger ' || t.tgname || ' on ' || c.oid::regclass, pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = ${place(schema)} and not t.tgisinternal`
