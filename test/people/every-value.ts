import pg from 'pg'

/** Every row of every table of a database, of the queue and the logs too, as one text. @param url of a superuser */
export async function* everyValue(url: string): AsyncGenerator<{ table: string; text: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname !~ '^pg_(toast|temp|catalog)' and n.nspname <> 'information_schema' order by 1`,
    )
    for (const { name } of tables)
      for (const { text } of (await client.query<{ text: string }>(`select to_jsonb(t)::text as text from ${name} t`))
        .rows)
        yield { table: name, text }
  } finally {
    await client.end()
  }
}
