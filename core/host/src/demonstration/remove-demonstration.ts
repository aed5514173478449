import type { Asks } from '../purge/city-tables.ts'
import { countAccounts, deleteAccounts, inventedAccounts } from './invented-accounts.ts'
import { recordErasure } from '../backup/erasures/erasure-book.ts'
import { countFiles, letGo, sweepAway, withDoors, type CityParts, type NamedCity as City, type Taken } from './remove-cities.ts'
import { countRows, tablesOfCities } from './rows-of-cities.ts'
import type { UnitDoors } from './unit-doors.ts'

export interface DemonstrationParts extends CityParts {
  /** Of the installation's book of erasures: what goes is written down, so that a restore of an older backup takes it away again. */
  readonly erasureKey: Buffer
}

export interface DemonstrationCity { readonly slug: string; readonly name: string; /** In all tables of all modules. */ readonly rows: number; readonly files: number }
export interface DemonstrationHoldings {
  readonly cities: readonly DemonstrationCity[]
  readonly accounts: number
  /** Rows by table, those of cities and those of accounts. */
  readonly tables: Readonly<Record<string, number>>
}

/** What belongs to the demonstration: its cities in every schema, its accounts, its files. */
export async function demonstrationHoldings(parts: DemonstrationParts): Promise<DemonstrationHoldings> {
  return withDoors(parts, async (doors) => {
    const tables: Record<string, number> = {}
    const cities: DemonstrationCity[] = []
    const all = await tablesOfCities(doors.owner)
    for (const city of await citiesOf(doors.owner)) {
      let rows = 0
      for (const table of all) {
        const n = await countRows(doors.for(table), table, city)
        if (n > 0) tables[`${table.schema}.${table.name}`] = (tables[`${table.schema}.${table.name}`] ?? 0) + n
        rows += n
      }
      cities.push({ slug: city.slug, name: city.name, rows, files: await countFiles(parts.foldersOf(city.slug)) })
    }
    const identity = parts.storage.pool('identity')
    const invented = await inventedAccounts(identity)
    for (const [table, n] of Object.entries(await countAccounts(identity, invented))) tables[table] = (tables[table] ?? 0) + n
    return { cities, accounts: invented.ids.length, tables }
  })
}

/**
 * Takes the demonstration away: hosts that run let go of its cities first and answer 404 for them, then go rows, files and accounts, and
 * the cities' own rows last. Interrupted, it goes on where it was when it is called again. Other cities are not touched.
 */
export async function removeDemonstration(parts: DemonstrationParts): Promise<Taken> {
  return withDoors(parts, async (doors) => {
    const identity = parts.storage.pool('identity')
    const cities = await citiesOf(doors.owner)
    await letGo(doors.owner, cities)
    const invented = await inventedAccounts(identity)
    await recordErasure(doors.owner, parts.erasureKey, ...cities.map(({ slug }) => ({ kind: 'city' as const, city: slug })), ...invented.keys.map((person) => ({ kind: 'person' as const, person })))
    let rows = await deleteAccounts(identity, invented, 'invented')
    rows += await deleteRightsTaken(doors, invented.keys)
    const gone = await sweepAway(doors, parts, cities)
    return { rows: rows + gone.rows, files: gone.files }
  })
}

const citiesOf = async (owner: Asks): Promise<City[]> => (await owner.query<City>(`select id, slug, name->>'ru' as name from core.city where demonstration order by id`)).rows

/** What was taken from invented people in other cities while their tokens still ran. */
const deleteRightsTaken = ({ owner }: UnitDoors, keys: readonly string[]): Promise<number> =>
  owner.query('delete from core.rights_taken where person = any($1::text[])', [keys]).then(({ rowCount }) => rowCount ?? 0)
