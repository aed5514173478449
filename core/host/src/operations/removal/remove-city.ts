import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import { recordErasure } from '../erasures/erasure-book.ts'
import type { Asks } from '../purge/city-tables.ts'
import { cityFacts } from '../../city/change-facts.ts'
import { accountsWhere, deleteAccounts, signOut, type GoneAccounts } from './accounts-gone.ts'
import { holdingsOf, letGo, namedCities, removeCities, withDoors } from './remove-cities.ts'
import type { CityHoldings, NamedCity, RemovalParts, Taken } from './remove-cities.ts'
import type { UnitDoors } from './unit-doors.ts'

/** A host that missed the word looks by itself every three seconds. */
const heardWithinMs = 4_000
const secondsAtMost = 60

export interface HoldingsOfCity extends CityHoldings {
  /** People who belong to this city and to nothing else: their accounts go with it. */
  readonly accounts: number
  /** People with a role here and something elsewhere: they lose the role and keep the account. */
  readonly staying: number
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>
  /** Somebody has begun to remove it. */
  readonly leaving: boolean
}
export interface RemovedCity extends Taken {
  readonly accounts: number
}

export interface RemovalSteps {
  /** Runs when hosts have let go of the city and nothing has been deleted yet: an export then misses nothing. */
  readonly before?: (doors: UnitDoors, city: NamedCity) => Promise<void>
  /** Takes the city's roles from accounts that are kept elsewhere. */
  readonly withdraw?: (slug: string) => Promise<void>
}

/** What would go with a city. @throws Problem `VMESTE_CITY_UNKNOWN`; VmesteError `VMESTE_CITY_DEMONSTRATION` */
export async function holdingsOfCity(parts: RemovalParts, slug: string): Promise<HoldingsOfCity> {
  return withDoors(parts, async (doors) => {
    const city = await removable(doors, slug)
    const tables: Record<string, number> = {}
    const [held] = await holdingsOf(doors, [city], parts, tables)
    const people = await peopleOf(doors, parts, city)
    return {
      ...held!,
      accounts: people.own.ids.length,
      staying: people.staying.ids.length,
      tables,
      leaving: city.leaving,
    }
  })
}

/**
 * Removes one city: hosts that run answer 404 for it at once, then go accounts of people who belonged to it alone, rows
 * in every schema and files, and the city's own row last. Interrupted, it goes on when it is called again. Other cities
 * are not touched. Its slug may be given again, to a city that starts empty.
 *
 * @throws VmesteError `VMESTE_CITY_BUSY`
 */
export async function removeCity(parts: RemovalParts, slug: string, steps: RemovalSteps = {}): Promise<RemovedCity> {
  return withDoors(parts, async (doors) => {
    const city = await removable(doors, slug)
    await letGo(doors.owner, [city])
    if (steps.before) {
      await written(doors.owner, slug)
      await steps.before(doors, city)
    }
    const identity = parts.storage.pool('identity')
    const { own, staying } = await peopleOf(doors, parts, city)
    await steps.withdraw?.(slug)
    // a token names cities by their slug: whoever adds this one again must not find the old staff in it
    await signOut(identity, staying)
    if (parts.erasureKey) await recordErasure(doors.owner, parts.erasureKey, { kind: 'city', city: slug })
    const hung = await deleteAccounts(identity, own)
    const taken = await removeCities(doors, parts, [city], {
      code: 'VMESTE_CITY_BUSY',
      command: `vmeste city remove ${slug}`,
    })
    return { rows: hung + taken.rows, files: taken.files, accounts: own.ids.length }
  })
}

interface People {
  readonly own: GoneAccounts
  readonly staying: GoneAccounts
}

/** Waits until every host has let go of the city and whatever it was writing is written or undone. */
async function written(owner: Asks, slug: string): Promise<void> {
  await sleep(heardWithinMs)
  const {
    rows: [now],
  } = await owner.query<{ xid: string }>('select pg_current_xact_id()::text as xid')
  for (let second = 0; second < secondsAtMost; second++) {
    const {
      rows: [row],
    } = await owner.query<{ over: boolean }>('select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over', [
      now!.xid,
    ])
    if (row!.over) return
    await sleep(1_000)
  }
  throw new VmesteError(
    'VMESTE_CITY_BUSY',
    `Something has been writing into the database for a minute. Nothing was deleted; call vmeste city remove ${slug} once more`,
  )
}

async function removable({ owner }: UnitDoors, slug: string): Promise<NamedCity & { leaving: boolean }> {
  const { demonstration, leaving } = await cityFacts(owner, slug)
  if (demonstration) {
    throw new VmesteError(
      'VMESTE_CITY_DEMONSTRATION',
      `"${slug}" belongs to the demonstration, which goes as a whole: vmeste demo remove`,
    )
  }
  const [city] = await namedCities(owner, 'slug = $1', [slug])
  return { ...city!, leaving }
}

/**
 * Whoever has a role here; an account goes where it has no other, none of the platform, and has left no trace in
 * another city.
 */
async function peopleOf({ owner }: UnitDoors, { storage }: RemovalParts, { id, slug }: NamedCity): Promise<People> {
  const identity = storage.pool('identity')
  const here = `exists (select from identity.city_role r where r.account_id = a.id and r.city = $1) and not a.demonstration`
  const all = await accountsWhere(identity, here, slug)
  const nowhereElse = `a.realm_roles = '[]' and not exists (select from identity.city_role r where r.account_id = a.id and r.city <> $1)`
  const alone = await accountsWhere(identity, `${here} and ${nowhereElse}`, slug)
  const { rows } = await owner.query<{ actor: string }>(
    'select distinct actor from core.audit where actor = any($1::text[]) and city <> $2',
    [alone.keys, id],
  )
  const elsewhere = new Set(rows.map(({ actor }) => actor))
  const isOwn = (account: string): boolean =>
    alone.ids.includes(account) && ![...elsewhere].some((key) => key.endsWith(`|${account}`))
  const pick = (wanted: boolean): GoneAccounts => ({
    ids: all.ids.filter((account) => isOwn(account) === wanted),
    keys: all.keys.filter((key) => isOwn(key.slice(key.lastIndexOf('|') + 1)) === wanted),
  })
  return { own: pick(true), staying: pick(false) }
}
