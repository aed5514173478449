import pg from 'pg'

export interface CatalogueTable {
  readonly secured: boolean
  readonly forced: boolean
  readonly columns: readonly string[]
  /** Columns of each primary key, unique constraint and unique index. */
  readonly unique: readonly { readonly name: string; readonly primary: boolean; readonly columns: readonly string[] }[]
  readonly policies: readonly { readonly name: string; readonly shows: string | null; readonly takes: string | null }[]
}

/** Everything in a database that has a name, and how it is made. */
export interface Catalogue {
  /** `table appeals.report` → its definition as one text. */
  readonly things: ReadonlyMap<string, string>
  /** `appeals.report` → what the rules about cities look at. */
  readonly tables: ReadonlyMap<string, CatalogueTable>
}

const ours = `nspname !~ '^(pg_|information_schema$)'`

/** Definitions as PostgreSQL itself would print them, so that two readings compare. */
const things = `
  select 'schema ' || nspname as name, '' as made from pg_namespace where ${ours}
  union all
  select case c.relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view' when 'm' then 'view'
    when 'S' then 'sequence' when 'i' then 'index' else 'relation' end
    || ' ' || n.nspname || '.' || c.relname,
    concat_ws(' ', c.relkind, c.relrowsecurity, c.relforcerowsecurity, case
      when c.relkind = 'i' then pg_get_indexdef(c.oid) end, case
      when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
      (select json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
        pg_get_expr(d.adbin, d.adrelid)) order by a.attname)
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
           where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      (select json_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k where k.conrelid = c.oid),
      (select json_agg(json_build_array(p.polname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck,
        p.polrelid)) order by p.polname) from pg_policy p where p.polrelid = c.oid),
      (select json_agg(pg_get_triggerdef(t.oid) order by t.tgname) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'i', 'f')
  union all
  select 'function ' || n.nspname || '.' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')',
    md5(coalesce(f.prosrc, '')) || f.prosecdef
  from pg_proc f join pg_namespace n on n.oid = f.pronamespace where ${ours}
  union all
  select 'type ' || n.nspname || '.' || t.typname, t.typtype::text from pg_type t
    join pg_namespace n on n.oid = t.typnamespace where ${ours} and t.typtype in ('d', 'e', 'r')
  union all
  select 'extension ' || extname, extversion from pg_extension`

const tables = `
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a where a.attrelid = c.oid
      and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', i.relname, 'primary', x.indisprimary, 'columns',
        (select coalesce(json_agg(a.attname), '[]') from pg_attribute a where a.attrelid = c.oid
          and a.attnum = any(x.indkey))) order by i.relname), '[]')
      from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and x.indisunique) as "unique",
    (select coalesce(json_agg(json_build_object('name', p.polname, 'shows', pg_get_expr(p.polqual, p.polrelid),
      'takes', pg_get_expr(p.polwithcheck, p.polrelid))), '[]')
      from pg_policy p where p.polrelid = c.oid and p.polpermissive and not (p.polname = 'every_city'
        and p.polroles = array[c.relowner])) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p') and not c.relispartition`

export async function readCatalogue(url: string): Promise<Catalogue> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const named = await client.query<{ name: string; made: string }>(things)
    const read = await client.query<CatalogueTable & { name: string }>(tables)
    return {
      things: new Map(named.rows.map(({ name, made }) => [name, made])),
      tables: new Map(read.rows.map(({ name, ...table }) => [name, table])),
    }
  } finally {
    await client.end()
  }
}
