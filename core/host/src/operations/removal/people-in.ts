import type { Plugin } from '@vmeste/sdk'
import { escapeIdentifier as quoted, type ClientBase } from 'pg'
import { contactName } from '../people/subject.ts'
import { readAllCities } from '../../storage/read-all-cities.ts'

const page = 5_000

/**
 * Looks at whatever finds a person, wherever modules say that they keep something of people: the key of every account,
 * and every contact that somebody left, by its name in the book of erasures.
 *
 * @param look one person may come more than once
 */
export async function eachPerson(
  ownerUrl: string,
  plugins: readonly Plugin[],
  look: (person: string) => void,
): Promise<void> {
  const sources = plugins.flatMap(({ id, storage, personalData = [] }) =>
    personalData.flatMap(({ table, columns }) => {
      const [schema, name] = table.includes('.')
        ? (table.split('.') as [string, string])
        : [storage?.schema ?? id, table]
      return columns.map((column) => ({ schema, name, column }))
    }),
  )
  await readAllCities(ownerUrl, async ({ snapshot }) => {
    for (const { schema, name, column } of sources) {
      if (await isText(snapshot, schema, name, column))
        await pages(
          snapshot,
          `select distinct ${quoted(column)} as key from ${quoted(schema)}.${quoted(name)} where strpos(${quoted(column)}, '|') > 0`,
          look,
        )
      if (await isText(snapshot, schema, name, column))
        await pages(
          snapshot,
          `select distinct ${quoted(column)} as key from ${quoted(schema)}.${quoted(name)}
            where ${quoted(column)} ~ '^[^[:space:]@|]+@[^[:space:]@|]+$' or ${quoted(column)} ~ '^[+]?[0-9]{7,15}$'`,
          (contact) => {
            look(contactName(contact))
          },
        )
    }
    const {
      rows: [there],
    } = await snapshot.query<{ yes: boolean }>(`select to_regclass('identity.account') is not null as yes`)
    if (there?.yes)
      await pages(
        snapshot,
        `select r.key_issuer || '|' || a.id as key from identity.account a cross join identity.realm r`,
        look,
      )
  })
}

async function isText(database: ClientBase, schema: string, name: string, column: string): Promise<boolean> {
  const { rows } = await database.query(
    `select 1 from pg_attribute where attrelid = to_regclass($1) and attname = $2 and attnum > 0
      and atttypid in ('text'::regtype, 'varchar'::regtype)`,
    [`${quoted(schema)}.${quoted(name)}`, column],
  )
  return rows.length > 0
}

async function pages(database: ClientBase, query: string, look: (person: string) => void): Promise<void> {
  await database.query(`declare people no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await database.query<{ key: string }>(`fetch ${page} from people`)
    for (const { key } of rows) look(key)
    if (rows.length < page) break
  }
  await database.query('close people')
}
