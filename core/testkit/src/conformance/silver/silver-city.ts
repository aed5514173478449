import { randomUUID } from 'node:crypto'
import type { GraphOptions, TestHost } from '../../create-test-host.ts'
import { dumpCity, type CityDump } from './bench/dump-city.ts'
import { directoryValues, furnishDirectory } from './furnish-directory.ts'
import type { Furnished, Furnishing, SilverCity } from './furnishing.ts'

/** A city with everything in it, and what one may ask for there. */
export interface FurnishedCity {
  readonly city: SilverCity
  readonly known: Furnished
  readonly id: number
  dump(): Promise<CityDump>
}

/** Bearers of the test identity; `city-admin` is called `admin` everywhere. */
export const accountOf = (role: string, slug: string): GraphOptions =>
  role === 'guest'
    ? { device: randomUUID() }
    : role === 'citizen' || role === 'platform-admin'
      ? { as: role }
      : { as: `${role === 'city-admin' ? 'admin' : role}.${slug}` }

export function silverCity(host: TestHost, slug: string, prefix: string, mark: string): SilverCity {
  return {
    host,
    slug,
    prefix,
    mark,
    as: (role) => accountOf(role, slug),
    ask: async <Data>(query: string, variables?: Record<string, unknown>, options?: GraphOptions): Promise<Data> => {
      const reply = await host.graph<Data>(slug, query, variables, options)
      const refused = query.startsWith('mutation')
        ? Object.values(reply.data ?? {}).find(
            (value: unknown) => typeof (value as { code?: unknown } | null)?.code === 'string',
          )
        : undefined
      if (reply.errors || refused) throw new Error(`${slug}: ${JSON.stringify(reply.errors ?? refused)} to ${query}`)
      return reply.data
    },
  }
}

/** Furnishes the directory, then whatever the modules bring, one after another. */
export async function furnishCity(city: SilverCity, furnishings: readonly Furnishing[]): Promise<FurnishedCity> {
  const { host, slug } = city
  await furnishDirectory(city)
  const known: Furnished[] = [{ values: directoryValues(city) }]
  for (const one of furnishings) {
    known.push(await one.furnish(city))
    await host.host.events.idle()
  }
  // else it would come by itself in the middle of a comparison
  await host.host.events.runJob('civic', 'send-notifications')
  await host.host.events.idle()
  host.clock.advance(60_000)
  const id = host.host.store.bySlug(slug)!.city.id
  return { city, known: known.reduce(merged), id, dump: () => dumpCity(host.databaseUrl, id) }
}

/** What both know; where two modules give one argument values of their own, the later one's stand first. */
const merged = (one: Furnished, other: Furnished): Furnished => ({
  keys: [...(one.keys ?? []), ...(other.keys ?? [])],
  cursors: [...(one.cursors ?? []), ...(other.cursors ?? [])],
  files: [...(one.files ?? []), ...(other.files ?? [])],
  routes: [...(one.routes ?? []), ...(other.routes ?? [])],
  values: {
    ...one.values,
    ...Object.fromEntries(
      Object.entries(other.values ?? {}).map(([name, values]) => [name, [...values, ...(one.values?.[name] ?? [])]]),
    ),
  },
})
