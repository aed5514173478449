import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import type { Asks } from '../purge/city-tables.ts'
import type { Storage } from '../../storage/open-storage.ts'
import { countRows, deleteRows, tablesOfCities, type CityTable, type OneCity } from './rows-of-cities.ts'
import { unitDoors, type UnitDoors } from './unit-doors.ts'

export interface RemovalParts {
  readonly storage: Storage
  /** Owner of the database. */
  readonly ownerUrl: string
  /** Folders with files of a city, the quarantine among them. */
  readonly foldersOf: (slug: string) => readonly string[]
  /**
   * Of the installation's book of erasures: what goes is written down there, so that a restore of an older backup takes
   * it away again.
   */
  readonly erasureKey?: Buffer
}

/** A city with its name in Russian, as rows tell it. */
export interface NamedCity extends OneCity {
  readonly name: string
}
export interface CityHoldings {
  readonly slug: string
  readonly name: string
  /** In all tables of all modules. */
  readonly rows: number
  readonly files: number
}
/** How much went. */
export interface Taken {
  readonly rows: number
  readonly files: number
}

/** What is said of hosts that go on writing, and the command to be called once more. */
export interface IfBusy {
  readonly code: `VMESTE_${string}`
  readonly command: string
}

/** What a host that runs may still write when it lets go of a city: looked for until twice nothing was found. */
const breathMs = 1_000
const roundsAtMost = 60

/** Written once, says its trigger; only whoever owns the table can take a whole city's out. */
const isAudit = ({ schema, name }: CityTable): boolean => schema === 'core' && name === 'audit'

export const namedCities = async (owner: Asks, where: string, values: readonly unknown[] = []): Promise<NamedCity[]> =>
  (
    await owner.query<NamedCity>(`select id, slug, name->>'ru' as name from core.city where ${where} order by id`, [
      ...values,
    ])
  ).rows

/** What belongs to these cities in every schema, and their files. @param tables gets the rows by table added */
export async function holdingsOf(
  doors: UnitDoors,
  cities: readonly NamedCity[],
  { foldersOf }: Pick<RemovalParts, 'foldersOf'>,
  tables: Record<string, number>,
): Promise<CityHoldings[]> {
  const found: CityHoldings[] = []
  const all = await tablesOfCities(doors.owner)
  for (const city of cities) {
    let rows = 0
    for (const table of all) {
      const n = await countRows(doors.for(table), table, city)
      if (n > 0) tables[`${table.schema}.${table.name}`] = (tables[`${table.schema}.${table.name}`] ?? 0) + n
      rows += n
    }
    found.push({ slug: city.slug, name: city.name, rows, files: await countFiles(foldersOf(city.slug)) })
  }
  return found
}

/** Hosts that run let go of the cities: they answer 404 for them at once, and begin nothing in them any more. */
export async function letGo(owner: Asks, cities: readonly OneCity[]): Promise<void> {
  const ids = cities.map(({ id }) => id)
  await owner.query(
    'update core.city set leaving_at = coalesce(leaving_at, now()), revision = revision + 1 where id = any($1::int[])',
    [ids],
  )
  await tell(owner, cities)
}

/**
 * Lets go of cities, whoever made them, and takes them away. @throws VmesteError with the code that is given, when
 * hosts go on writing
 */
export const takeAway = (parts: RemovalParts, ids: readonly number[], ifBusy: IfBusy): Promise<Taken> =>
  withDoors(parts, async (doors) => {
    const cities = await namedCities(doors.owner, 'id = any($1::int[])', [ids])
    await letGo(doors.owner, cities)
    return removeCities(doors, parts, cities, ifBusy)
  })

/**
 * Takes away rows and files of cities that were let go of, and the cities' own rows last. Interrupted, it goes on where
 * it was when it is called again. Other cities are not touched.
 *
 * @throws VmesteError with the code that is given, when hosts go on writing
 */
export async function removeCities(
  doors: UnitDoors,
  parts: RemovalParts,
  cities: readonly NamedCity[],
  ifBusy: IfBusy,
): Promise<Taken> {
  let rows = 0,
    files = 0
  for (let round = 0, calm = 0; calm < 2; round++) {
    if (round > roundsAtMost) {
      const names = cities.map(({ slug }) => slug).join(', ')
      throw new VmesteError(
        ifBusy.code,
        `A host goes on writing into ${names}. Stop the hosts, and call it once more: ${ifBusy.command} goes on where it was`,
      )
    }
    if (round > 0) await sleep(breathMs)
    const gone = await sweep(doors, parts, cities)
    rows += gone.rows
    files += gone.files
    calm = gone.rows + gone.files === 0 ? calm + 1 : 0
  }
  for (const { id } of cities)
    rows += (await doors.owner.query('delete from core.city where id = $1', [id])).rowCount ?? 0
  await tell(doors.owner, cities)
  return { rows, files }
}

async function sweep(doors: UnitDoors, { foldersOf }: RemovalParts, cities: readonly OneCity[]): Promise<Taken> {
  let rows = 0,
    files = 0
  for (const city of cities) {
    rows += await deleteJobs(doors, city)
    for (const table of await tablesOfCities(doors.owner)) {
      rows += isAudit(table) ? await deleteAudit(doors, city) : await deleteRows(doors.for(table), table, city)
    }
    for (const folder of foldersOf(city.slug)) {
      files += await countFiles([folder])
      await rm(folder, { recursive: true, force: true })
    }
  }
  return { rows, files }
}

async function tell(owner: Asks, cities: readonly OneCity[]): Promise<void> {
  for (const { id } of cities) await owner.query(`select pg_notify('vmeste_city', $1)`, [String(id)])
}

/** Calls for work in the city, in the job library's own table. */
const deleteJobs = (doors: UnitDoors, { id }: OneCity): Promise<number> =>
  doors.for({ schema: 'core' })(
    id,
    async (core) =>
      (await core.query(`delete from graphile_worker._private_jobs where payload->>'city' = $1::text`, [String(id)]))
        .rowCount ?? 0,
  )

async function deleteAudit({ owner, for: doorOf }: UnitDoors, city: OneCity): Promise<number> {
  const table: CityTable = { schema: 'core', name: 'audit', by: 'id' }
  if ((await countRows(doorOf(table), table, city)) === 0) return 0
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
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      files += entry.isDirectory() ? await countFiles([join(folder, entry.name)]) : 1
    }
  }
  return files
}

type Open = Omit<RemovalParts, 'foldersOf'>

/** Opens the doors, works and closes them, whatever happens. */
export async function withDoors<T>({ storage, ownerUrl }: Open, work: (doors: UnitDoors) => Promise<T>): Promise<T> {
  const doors = await unitDoors(storage, ownerUrl)
  try {
    return await work(doors)
  } finally {
    await doors.close()
  }
}
