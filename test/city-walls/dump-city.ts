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
    const dump: Record<string, Record<string, unknown>[]> = {
      'core.city': await rowsOf(owner, 'select to_jsonb(t) row from core.city t where id = $1', city),
    }
    for (const table of await cityTables(owner))
      dump[table] = await rowsOf(
        owner,
        `select to_jsonb(t) row from ${table} t where city = $1 and ${notTime[table] ?? 'true'} order by to_jsonb(t)::text`,
        city,
      )
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

async function rowsOf(client: pg.Client, query: string, city: number): Promise<Record<string, unknown>[]> {
  return (await client.query<{ row: Record<string, unknown> }>(query, [city])).rows.map(({ row }) => row)
}

/** Every text anywhere in a value. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) yield* textsIn(each)
}
