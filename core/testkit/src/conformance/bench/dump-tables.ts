import pg from 'pg'

/** Rows of one city by table, each row as one text. */
export type Dump = ReadonlyMap<string, readonly { readonly row: string }[]>

/** Where events and acts go: how far they got is nobody's business here, so only what they say counts. */
const outward = [
  `select 'core.outbox' as name, jsonb_build_object('id', id, 'type', type, 'subject', subject, 'data',
    data)::text as row from core.outbox where city = $1`,
  `select 'core.audit' as name, to_jsonb(t)::text as row from core.audit t where city = $1`,
]

/** Everything a city has in some schemas, and what it told the world. */
export async function dumpTables(url: string, city: number, schemas: readonly string[]): Promise<Dump> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`select set_config('app.city', $1, false)`, [String(city)])
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'city'
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any($1) order by 1`,
      [schemas],
    )
    const one = [
      ...tables.map(({ name }) => `select '${name}' as name, to_jsonb(t)::text as row from ${name} t where city = $1`),
      ...outward,
    ].join('\nunion all\n')
    const { rows } = await client.query<{ name: string; row: string }>(`${one}\norder by name, row`, [city])
    return Map.groupBy(rows, ({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Tables whose rows are not the same in both, with a row that tells. */
export const differences = (
  one: Dump,
  other: Dump,
): { readonly table: string; readonly before: number; readonly after: number; readonly row: string }[] =>
  [...new Set([...one.keys(), ...other.keys()])].flatMap((table) => {
    const before = one.get(table) ?? [],
      after = other.get(table) ?? []
    const row = onlyIn(after, before) ?? onlyIn(before, after)
    return row === undefined ? [] : [{ table, before: before.length, after: after.length, row: row.slice(0, 300) }]
  })

function onlyIn(
  some: readonly { readonly row: string }[],
  others: readonly { readonly row: string }[],
): string | undefined {
  const known = new Set(others.map(({ row }) => row))
  return some.find(({ row }) => !known.has(row))?.row
}
