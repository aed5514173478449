import pg from 'pg'

/** Every row of one city in every table that has cities, as the owner of the database sees them. */
export type CityDump = Readonly<Record<string, readonly Record<string, unknown>[]>>

/** What the passing of time alone adds: the platform's own recurring tasks. */
const notTime: Readonly<Record<string, string>> = {
  'core.outbox': `type <> 'core.job.due@1'`,
  'core.delivery': `subscriber not like '%/job:%'`,
}

export async function dumpCity(databaseUrl: string, city: number): Promise<CityDump> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  try {
    const tables = await cityTables(owner)
    const dump: Record<string, Record<string, unknown>[]> = Object.fromEntries(
      ['core.city', ...tables].map((table) => [table, []]),
    )
    const all = [
      `select 'core.city' as name, to_jsonb(t) as row from core.city t where id::text = $1`,
      ...tables.map(
        (table) =>
          `select '${table}' as name, to_jsonb(t) as row from ${table} t where city::text = $1 and ${notTime[table] ?? 'true'}`,
      ),
    ].join('\nunion all\n')
    const { rows } = await owner.query<{ name: string; row: Record<string, unknown> }>(
      `select name, row from (${all}) every order by name, row::text`,
      [String(city)],
    )
    for (const { name, row } of rows) dump[name]!.push(row)
    return dump
  } finally {
    await owner.end()
  }
}

/** Tables with a column `city`, of one schema or of all. */
export async function cityTables(client: pg.Client, schema?: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'city'
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema|graphile)'
       and ($1::text is null or n.nspname = $1) order by 1`,
    [schema ?? null],
  )
  return rows.map((row) => row.name)
}

/** Tables that are not the same in both. */
export const changedTables = (one: CityDump, other: CityDump): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (table) => JSON.stringify(one[table] ?? []) !== JSON.stringify(other[table] ?? []),
  )

/** Every text anywhere in a value. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each)
}
