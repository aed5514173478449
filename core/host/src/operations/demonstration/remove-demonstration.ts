import { countAccounts, deleteAccounts } from '../removal/accounts-gone.ts'
import { holdingsOf, letGo, namedCities, removeCities, withDoors } from '../removal/remove-cities.ts'
import type { CityHoldings, RemovalParts, Taken } from '../removal/remove-cities.ts'
import type { UnitDoors } from '../removal/unit-doors.ts'
import { recordErasure } from '../erasures/erasure-book.ts'
import { inventedAccounts } from './invented-accounts.ts'

export interface DemonstrationHoldings {
  readonly cities: readonly CityHoldings[]
  readonly accounts: number
  /** Rows by table, those of cities and those of accounts. */
  readonly tables: Readonly<Record<string, number>>
}

const invented = 'demonstration'

/** What belongs to the demonstration: its cities in every schema, its accounts, its files. */
export async function demonstrationHoldings(parts: RemovalParts): Promise<DemonstrationHoldings> {
  return withDoors(parts, async (doors) => {
    const tables: Record<string, number> = {}
    const cities = await holdingsOf(doors, await namedCities(doors.owner, invented), parts, tables)
    const identity = parts.storage.pool('identity')
    const people = await inventedAccounts(identity)
    for (const [table, n] of Object.entries(await countAccounts(identity, people)))
      tables[table] = (tables[table] ?? 0) + n
    return { cities, accounts: people.ids.length, tables }
  })
}

/**
 * Takes the demonstration away: hosts that run let go of its cities first and answer 404 for them, then go accounts,
 * rows and files, and the cities' own rows last. Interrupted, it goes on where it was when it is called again. Other
 * cities are not touched.
 */
export async function removeDemonstration(parts: RemovalParts & { readonly erasureKey: Buffer }): Promise<Taken> {
  return withDoors(parts, async (doors) => {
    const identity = parts.storage.pool('identity')
    const cities = await namedCities(doors.owner, invented)
    await letGo(doors.owner, cities)
    const people = await inventedAccounts(identity)
    await recordErasure(
      doors.owner,
      parts.erasureKey,
      ...cities.map(({ slug }) => ({ kind: 'city' as const, city: slug })),
      ...people.keys.map((person) => ({ kind: 'person' as const, person })),
    )
    const hung = (await deleteAccounts(identity, people)) + (await deleteRightsTaken(doors, people.keys))
    const taken = await removeCities(doors, parts, cities, { code: 'VMESTE_DEMO_BUSY', command: 'vmeste demo remove' })
    return { rows: hung + taken.rows, files: taken.files }
  })
}

/** What was taken from invented people in other cities while their tokens still ran. */
const deleteRightsTaken = ({ owner }: UnitDoors, keys: readonly string[]): Promise<number> =>
  owner
    .query('delete from core.rights_taken where person = any($1::text[])', [keys])
    .then(({ rowCount }) => rowCount ?? 0)
