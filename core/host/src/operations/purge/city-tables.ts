import { escapeIdentifier, type Pool } from 'pg'

/** Anything that answers a statement: a pool, a connection. */
export type Asks = Pick<Pool, 'query'>

/**
 * Every table of a schema that has rows of cities, those that refer to others first: in this order they can be emptied.
 * Read from the database itself, so that no table is forgotten that no entity describes.
 */
export async function cityTables(database: Asks, schema: string): Promise<string[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'city' and not a.attisdropped
     where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [schema],
  )
  const { rows: references } = await database.query<{ from: string; to: string }>(
    `select distinct f.relname as "from", t.relname as "to" from pg_constraint k join pg_class f on f.oid = k.conrelid
      join pg_class t on t.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = to_regnamespace($1) and k.conrelid <> k.confrelid`,
    [schema],
  )
  const ordered: string[] = []
  const place = (table: string, under: ReadonlySet<string>): void => {
    if (ordered.includes(table) || under.has(table)) return
    for (const { from, to } of references) if (to === table) place(from, new Set([...under, table]))
    ordered.push(table)
  }
  for (const { name } of tables) place(name, new Set())
  return ordered
}

/**
 * Numbers of all cities that have rows in a schema, those too that are no longer in `core.city`. @param database sees
 * every city, see `readAllCities`
 */
export async function citiesIn(database: Asks, schema: string): Promise<number[]> {
  const found = new Set<number>()
  for (const table of await cityTables(database, schema)) {
    const { rows } = await database.query<{ city: number }>(
      `select distinct city from ${escapeIdentifier(schema)}.${escapeIdentifier(table)}`,
    )
    for (const { city } of rows) found.add(city)
  }
  return [...found].toSorted((a, b) => a - b)
}
