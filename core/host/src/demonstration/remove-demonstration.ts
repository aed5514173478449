import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import type { Asks } from '../purge/city-tables.ts'
import type { Storage } from '../storage/open-storage.ts'
import { countAccounts, deleteAccounts, inventedAccounts } from './invented-accounts.ts'
import { countRows, deleteRows, tablesOfCities, type CityTable, type OneCity } from './rows-of-cities.ts'
import { unitDoors, type UnitDoors } from './unit-doors.ts'

export interface DemonstrationParts {
  readonly storage: Storage
  /** Owner of the database. */
  readonly ownerUrl: string
  /** Folders with files of a city. */
  readonly foldersOf: (slug: string) => readonly string[]
}

export interface DemonstrationCity { readonly slug: string; readonly name: string; /** In all tables of all modules. */ readonly rows: number; readonly files: number }
export interface DemonstrationHoldings {
  readonly cities: readonly DemonstrationCity[]
  readonly accounts: number
  /** Rows by table, those of cities and those of accounts. */
  readonly tables: Readonly<Record<string, number>>
}

/** What a host that runs may still write when it lets go of a city: looked for until twice nothing was found. */
const breathMs = 1_000
const roundsAtMost = 60

/** Written once, says its trigger; only whoever owns the table can take a whole city's out. */
const isAudit = ({ schema, name }: CityTable): boolean => schema === 'core' && name === 'audit'

/** How much went. */
export interface Taken { readonly rows: number; readonly files: number }
interface City extends OneCity { readonly name: string }

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
    let rows = await deleteAccounts(identity, invented)
    rows += await deleteRightsTaken(doors, invented.keys)
    let files = 0
    for (let round = 0, calm = 0; calm < 2; round++) {
      if (round > roundsAtMost) throw new VmesteError('VMESTE_DEMO_BUSY', `A host goes on writing into ${cities.map(({ slug }) => slug).join(', ')}. Stop the hosts, and call it once more: it goes on where it was`)
      if (round > 0) await sleep(breathMs)
      const gone = await sweep(doors, parts, cities)
      rows += gone.rows
      files += gone.files
      calm = gone.rows + gone.files === 0 ? calm + 1 : 0
    }
    for (const { id } of cities) rows += (await doors.owner.query('delete from core.city where id = $1', [id])).rowCount ?? 0
    await tell(doors.owner, cities)
    return { rows, files }
  })
}

async function sweep(doors: UnitDoors, { foldersOf }: DemonstrationParts, cities: readonly City[]): Promise<Taken> {
  let rows = 0, files = 0
  for (const city of cities) {
    rows += await deleteJobs(doors, city)
    for (const table of await tablesOfCities(doors.owner)) rows += isAudit(table) ? await deleteAudit(doors, city) : await deleteRows(doors.for(table), table, city)
    for (const folder of foldersOf(city.slug)) {
      files += await countFiles([folder])
      await rm(folder, { recursive: true, force: true })
    }
  }
  return { rows, files }
}

const citiesOf = async (owner: Asks): Promise<City[]> => (await owner.query<City>(`select id, slug, name->>'ru' as name from core.city where demonstration order by id`)).rows

async function letGo(owner: Asks, cities: readonly City[]): Promise<void> {
  await owner.query('update core.city set leaving_at = coalesce(leaving_at, now()), revision = revision + 1 where id = any($1::int[])', [cities.map(({ id }) => id)])
  await tell(owner, cities)
}

const tell = async (owner: Asks, cities: readonly City[]): Promise<void> => { for (const { id } of cities) await owner.query(`select pg_notify('vmeste_city', $1)`, [String(id)]) }

/** Calls for work in the city, in the job library's own table. */
const deleteJobs = (doors: UnitDoors, { id }: City): Promise<number> => doors.for({ schema: 'core' })(id, async (core) => (await core.query(
  `delete from graphile_worker._private_jobs where payload->>'city' = $1::text`, [String(id)])).rowCount ?? 0)

/** What was taken from invented people in other cities while their tokens still ran. */
const deleteRightsTaken = ({ owner }: UnitDoors, keys: readonly string[]): Promise<number> =>
  owner.query('delete from core.rights_taken where person = any($1::text[])', [keys]).then(({ rowCount }) => rowCount ?? 0)

async function deleteAudit({ owner, for: doorOf }: UnitDoors, city: City): Promise<number> {
  const table: CityTable = { schema: 'core', name: 'audit', by: 'id' }
  if (await countRows(doorOf(table), table, city) === 0) return 0
  const client = await owner.connect()
  try {
    // the lock lasts as long as this: hosts wait for it with what they write down of other cities
    await client.query('begin')
    await client.query(`select set_config('app.city', $1, true)`, [String(city.id)])
    await client.query('alter table core.audit disable trigger audit_stays')
    const { rowCount } = await client.query('delete from core.audit where city = $1', [city.id])
    await client.query('alter table core.audit enable trigger audit_stays')
    await client.query('commit')
    return rowCount ?? 0
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function countFiles(folders: readonly string[]): Promise<number> {
  let files = 0
  for (const folder of folders) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) files += entry.isDirectory() ? await countFiles([join(folder, entry.name)]) : 1
  }
  return files
}

async function withDoors<T>({ storage, ownerUrl }: DemonstrationParts, work: (doors: UnitDoors) => Promise<T>): Promise<T> {
  const doors = await unitDoors(storage, ownerUrl)
  try { return await work(doors) } finally { await doors.close() }
}
