import type pg from 'pg'
import type { City, Lang, Text } from '@vmeste/sdk'
import { changeCity, type CityChangeBy } from './change-city.ts'
import { cityProblems } from './city-problems.ts'
import {
  checkCentre,
  checkColours,
  checkName,
  checkPrefix,
  checkSlug,
  checkTimezone,
  looksOf,
  requireFreePrefix,
} from './city-rules.ts'
import { createCity } from './create-city.ts'

/** What somebody types to make a city. */
export interface TypedCity {
  readonly slug: string
  readonly name: Text
  readonly prefix: string
  /** `52.80,27.99` */
  readonly at: string
  readonly timezone?: string
  readonly colour?: string
  readonly onColour?: string
}
/** What somebody types to change one: what is left out stays. */
export interface TypedChange extends Partial<Omit<TypedCity, 'slug' | 'name'>> {
  readonly name?: Partial<Record<Lang, string>>
  /** Name of a picture among the city's files; null takes it away. */
  readonly sign?: string | null
}

type Facts = Pick<City, 'id' | 'slug' | 'name' | 'numberPrefix' | 'centre' | 'timezone' | 'brand' | 'demonstration'>
export interface CityFacts extends Facts {
  /** Somebody has begun to remove it. */ readonly leaving: boolean
}
export interface ListedCity extends CityFacts {
  /** Those that are on. */ readonly modules: readonly string[]
}
type Asks = Pick<pg.Pool, 'query'>

const columns = `id, slug, name, number_prefix as "numberPrefix", centre, timezone, brand, demonstration, leaving_at is not null as leaving`

/** The city of this slug, one that is being removed too. @throws Problem `VMESTE_CITY_UNKNOWN` */
export async function cityFacts(database: Asks, slug: string): Promise<CityFacts> {
  const {
    rows: [row],
  } = await database.query<CityFacts>(`select ${columns} from core.city where slug = $1`, [slug])
  if (!row) throw cityProblems.unknown(slug.slice(0, 60))
  return row
}

/** All cities by slug. */
export const listCities = async (database: Asks): Promise<ListedCity[]> =>
  (
    await database.query<ListedCity>(
      `select ${columns}, array(select module from core.city_module m where m.city = core.city.id and m.enabled
        order by 1)::text[] as modules
   from core.city order by slug`,
    )
  ).rows

const prefixesBut = async (database: Asks, slug: string): Promise<Map<string, string>> =>
  new Map(
    (await listCities(database))
      .filter((city) => city.slug !== slug)
      .map((city) => [looksOf(city.numberPrefix), city.slug]),
  )

/**
 * Makes a city of what somebody has typed. Hosts that run have it at once.
 * @throws Problem `VMESTE_CITY_…`, one for each thing that can be wrong; then nothing was made
 */
export async function addCity(pool: pg.Pool, typed: TypedCity, modules: readonly string[]): Promise<City['id']> {
  const city = {
    slug: checkSlug(typed.slug),
    name: checkName(typed.name),
    numberPrefix: checkPrefix(typed.prefix),
    centre: checkCentre(typed.at),
    brand: checkColours(typed.colour ?? '#1d4d3c', typed.onColour),
    ...(typed.timezone === undefined ? {} : { timezone: checkTimezone(typed.timezone) }),
  }
  const known = await cityFacts(pool, city.slug).catch(() => undefined)
  if (known) throw known.leaving ? cityProblems.leaving(known.slug) : cityProblems.exists(known.slug)
  requireFreePrefix(city.numberPrefix, await prefixesBut(pool, city.slug))
  return createCity(pool, city, modules)
}

/**
 * Changes what a city is called and how it looks. Hosts that run show it at once; numbers that were given stay as they
 * are.
 * @throws Problem as `addCity`, `VMESTE_CITY_UNKNOWN`, `VMESTE_CITY_LEAVING`, `VMESTE_CITY_UNCHANGED`
 */
export async function changeFacts(
  pool: pg.Pool,
  slug: string,
  typed: TypedChange,
  who: Omit<CityChangeBy, 'city'>,
): Promise<readonly string[]> {
  const held = await cityFacts(pool, slug)
  if (held.leaving) throw cityProblems.leaving(slug)
  const { sign, ...colours } = held.brand
  const kept = typed.sign === undefined ? sign : (typed.sign ?? undefined)
  const wanted = {
    name: checkName({ ...held.name, ...typed.name }),
    number_prefix: typed.prefix === undefined ? held.numberPrefix : checkPrefix(typed.prefix),
    centre: typed.at === undefined ? held.centre : checkCentre(typed.at),
    timezone: typed.timezone === undefined ? held.timezone : checkTimezone(typed.timezone),
    brand: { ...newColours(colours, typed), ...(kept === undefined ? {} : { sign: kept }) },
  }
  if (wanted.number_prefix !== held.numberPrefix) requireFreePrefix(wanted.number_prefix, await prefixesBut(pool, slug))
  const before: Readonly<Record<keyof typeof wanted, unknown>> = { ...held, number_prefix: held.numberPrefix }
  const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
    (field) => !isSame(wanted[field], before[field]),
  )
  if (changed.length === 0) throw cityProblems.unchanged()
  await changeCity(pool, { city: held.id, ...who }, async (client, revision) => {
    await client.query(
      'update core.city set name = $2, number_prefix = $3, centre = $4, timezone = $5, brand = $6 where id = $1',
      [held.id, wanted.name, wanted.number_prefix, wanted.centre, wanted.timezone, wanted.brand],
    )
    return {
      event: { type: 'core.city.changed@1', subject: `core:City:${held.id}`, data: { revision, changes: [] } },
      audit: {
        action: 'core.city.change',
        detail: { revision, before: only(before, changed), after: only(wanted, changed) },
      },
    }
  })
  return changed
}

const newColours = (held: { colour: string; onColour: string }, { colour, onColour }: TypedChange) =>
  colour === undefined && onColour === undefined ? held : checkColours(colour ?? held.colour, onColour)

const only = (all: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, all[field]]))

/** Whatever the order in which the database gives the fields of an object back. */
const isSame = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other)
const sorted = (value: unknown): string =>
  JSON.stringify(value, value !== null && typeof value === 'object' ? Object.keys(value).sort() : undefined)
