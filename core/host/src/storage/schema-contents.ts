import pg from 'pg'

const place = (schema: string): string => `to_regnamespace(${pg.escapeLiteral(pg.escapeIdentifier(schema))})`
const granteesOf = (acl: string, owner: string): string =>
  `select distinct case when grantee = 0 then 'public' else pg_get_userbyid(grantee)::text end from aclexplode(${acl})
    where grantee <> ${owner}`

export const relations = (schema: string): string => `
  select c.oid::text as oid, ${pg.escapeLiteral(schema)} || '.' || c.relname as name, c.relkind::text as kind,
    c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'city' and not a.attisdropped) as city,
    coalesce((select json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive, 'all', p.polcmd = '*',
        'roles', array(select case r when 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r),
        'shows', pg_get_expr(p.polqual, p.polrelid), 'takes', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
      from pg_policy p where p.polrelid = c.oid), '[]') as policies,
    array(${granteesOf('c.relacl', 'c.relowner')} union select g.name from pg_attribute a cross
      join lateral (${granteesOf('a.attacl', 'c.relowner')}) g(name) where a.attrelid = c.oid) as granted
  from pg_class c where c.relnamespace = ${place(schema)} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by c.relname`

export const routinesIn = (schema: string): string => `
  select f.proname as short, ${pg.escapeLiteral(schema)} || '.' || f.proname as name, f.prokind::text as kind,
    l.lanname::text as language, f.prosecdef as definer, coalesce(f.proconfig, '{}') as settings,
    case when f.prosqlbody is null then f.prosrc else pg_get_function_sqlbody(f.oid) end as body
  from pg_proc f join pg_language l on l.oid = f.prolang where f.pronamespace = ${place(schema)} order by 1`

export interface Things {
  readonly schema: string
  readonly migrator: string
  readonly role: string
  readonly prefix: string
}

/**
 * What a module may have is named; whatever else PostgreSQL lets an owner make is a fault, of a kind that comes with a
 * later version too.
 */
export const otherThings = ({ schema, migrator, role, prefix }: Things): string => `
  select ${pg.escapeLiteral(`schema ${schema}`)} || ': it is granted to ' || g.name as fault from pg_namespace n cross
    join lateral (${granteesOf('n.nspacl', 'n.nspowner')}) g(name)
    where n.oid = ${place(schema)} and (g.name = 'public' or starts_with(g.name, ${pg.escapeLiteral(`${prefix}_`)}))
      and g.name not in (${pg.escapeLiteral(role)}, ${pg.escapeLiteral(`${prefix}_units`)})
  union all
  select 'what is made later would be granted to others' from pg_default_acl d where d.defaclrole = ${who(migrator)}
  union all
  select 'the role of its migrations has settings of its own' from pg_db_role_setting where setrole = ${who(migrator)}
  union all
  select 'rule "' || r.rulename || '" on ' || c.oid::regclass || ': a module has no rules of its own' from pg_rewrite r
    join pg_class c on c.oid = r.ev_class
    where c.relnamespace = ${place(schema)} and r.rulename <> '_RETURN'
  union all
  select format_type(t.oid, null) || ': a module’s types are enums, domains and records' from pg_type t
    where t.typnamespace = ${place(schema)} and t.typtype not in ('c', 'e', 'd') and t.typelem = 0
  union all
  select pg_describe_object(d.classid, d.objid,
    0) || ': a module has tables, views, sequences, types, functions and triggers, and nothing of this kind' from (
    select classid, objid from pg_depend where refclassid = 'pg_namespace'::regclass and refobjid = ${place(schema)}
    union
    select classid, objid from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = ${who(migrator)}
      and deptype = 'o' and dbid = (select oid from pg_database where datname = current_database())
    union
    select d.classid, d.objid from pg_depend d where d.deptype <> 'e' and (
      (d.refclassid = 'pg_type'::regclass and d.refobjid in (select oid from pg_type where typnamespace = ${place(schema)}))
      or (d.refclassid = 'pg_proc'::regclass and d.refobjid in (select oid from pg_proc where pronamespace = ${place(schema)}))
      or (d.refclassid = 'pg_class'::regclass and d.refobjid in (select oid from pg_class where relnamespace = ${place(schema)})))
  ) d where d.classid not in ('pg_class'::regclass, 'pg_type'::regclass, 'pg_proc'::regclass, 'pg_attrdef'::regclass,
    'pg_constraint'::regclass, 'pg_rewrite'::regclass, 'pg_trigger'::regclass,
    'pg_policy'::regclass, 'pg_statistic_ext'::regclass, 'pg_namespace'::regclass, 'pg_publication_rel'::regclass,
      'pg_publication_namespace'::regclass, 'pg_default_acl'::regclass)`

const who = (role: string): string => `to_regrole(${pg.escapeLiteral(pg.escapeIdentifier(role))})`

/** Everything that runs with whoever reads or writes a row or calls a function, as PostgreSQL prints it. */
export const textsIn = (schema: string): string => {
  const relation = `join pg_class c on c.relnamespace = ${place(schema)}`
  return `
  select 'view ' || c.oid::regclass as name, pg_get_viewdef(c.oid) as text from pg_class c
    where c.relnamespace = ${place(schema)} and c.relkind in ('v', 'm')
  union all select 'function ' || ${pg.escapeLiteral(schema)} || '.' || f.proname, case
    when f.prosqlbody is null then f.prosrc else pg_get_function_sqlbody(f.oid) end
    from pg_proc f join pg_language l on l.oid = f.prolang where f.pronamespace = ${place(schema)} and l.lanname in ('sql', 'plpgsql')
  union all select 'default of an argument of ' || f.oid::regprocedure, pg_get_expr(f.proargdefaults, 0) from pg_proc f
    where f.pronamespace = ${place(schema)} and f.proargdefaults is not null
  union all select 'default of ' || a.attname || ' in ' || c.oid::regclass, pg_get_expr(d.adbin, d.adrelid)
    from pg_attrdef d ${relation} and c.oid = d.adrelid join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  union all select 'default of domain ' || format_type(t.oid, null), coalesce(pg_get_expr(t.typdefaultbin, 0), '')
    from pg_type t where t.typnamespace = ${place(schema)} and t.typdefaultbin is not null
  union all select 'constraint ' || k.conname, pg_get_constraintdef(k.oid) from pg_constraint k where k.connamespace = ${place(schema)}
  union all select 'index ' || c.oid::regclass, pg_get_indexdef(c.oid) from pg_class c
    where c.relnamespace = ${place(schema)} and c.relkind in ('i', 'I')
  union all select 'partitions of ' || c.oid::regclass, pg_get_partkeydef(c.oid) from pg_class c
    where c.relnamespace = ${place(schema)} and c.relkind = 'p'
  union all select 'partition ' || c.oid::regclass, pg_get_expr(c.relpartbound, c.oid) from pg_class c
    where c.relnamespace = ${place(schema)} and c.relpartbound is not null
  union all select 'statistics ' || s.stxname, pg_get_statisticsobjdef(s.oid) from pg_statistic_ext s
    where s.stxnamespace = ${place(schema)}
  union all select 'rule ' || r.rulename || ' on ' || c.oid::regclass, pg_get_ruledef(r.oid)
    from pg_rewrite r ${relation} and c.oid = r.ev_class where r.rulename <> '_RETURN'
  union all select 'trigger ' || t.tgname || ' on ' || c.oid::regclass, pg_get_triggerdef(t.oid)
    from pg_trigger t ${relation} and c.oid = t.tgrelid where not t.tgisinternal`
}
