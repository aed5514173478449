import { escapeIdentifier as quoted } from 'pg'
import { cityTables, type Asks } from '../purge/city-tables.ts'

/** A table in which every row belongs to a city: told by its number, or by its address. */
export interface CityTable {
  readonly schema: string
  readonly name: string
  readonly by: 'id' | 'slug'
}
export interface OneCity {
  readonly id: number
  readonly slug: string
}

/**
 * Every table of the database with rows of cities, whichever module made it and whether or not that is still installed;
 * in each schema those that refer to others first. Read from the database, so that none is forgotten.
 */
export async function tablesOfCities(database: Asks): Promise<CityTable[]> {
  const { rows } = await database.query<{ schema: string; name: string; numeric: boolean }>(
    `select n.nspname as schema, c.relname as name, t.typcategory = 'N' as numeric
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_type t on t.oid = a.atttypid
     where a.attname = 'city' and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1, 2`,
  )
  const found: CityTable[] = []
  for (const schema of new Set(rows.map((row) => row.schema))) {
    for (const name of await cityTables(database, schema)) {
      const row = rows.find((each) => each.schema === schema && each.name === name)
      if (row) found.push({ schema, name, by: row.numeric ? 'id' : 'slug' })
    }
  }
  return found
}

const chunk = 5_000
const named = ({ schema, name }: CityTable): string => `${quoted(schema)}.${quoted(name)}`
const keyOf = (table: CityTable, city: OneCity): number | string => (table.by === 'id' ? city.id : city.slug)

/**
 * One connection for several statements, with the city set: row-level security lets nobody else's rows be seen, the
 * owner's least of all.
 */
export type InCity = <T>(city: number, work: (database: Asks) => Promise<T>) => Promise<T>

export const countRows = (inCity: InCity, table: CityTable, city: OneCity): Promise<number> =>
  inCity(city.id, async (database) => {
    const { rows } = await database.query<{ n: number }>(
      `select count(*)::int as n from ${named(table)} where city = $1`,
      [keyOf(table, city)],
    )
    return rows[0]?.n ?? 0
  })

/** Deletes them part by part, each in a transaction of its own. */
export async function deleteRows(inCity: InCity, table: CityTable, city: OneCity): Promise<number> {
  const name = named(table)
  for (let deleted = 0; ;) {
    const gone = await inCity(
      city.id,
      async (database) =>
        (
          await database.query(
            `delete from ${name} where (tableoid, ctid) in (select tableoid, ctid from ${name} where city = $1 limit ${chunk})`,
            [keyOf(table, city)],
          )
        ).rowCount ?? 0,
    )
    deleted += gone
    if (gone < chunk) return deleted
  }
}
