import { join } from 'node:path'
import { median, quantile } from './median.ts'
import { costOf, cpuOf, turn, type Load } from './measure-rates.ts'
import type { PreparedCity } from './prepare-city.ts'
import { startServer, type Server } from './start-server.ts'

interface AgainstOptions {
  /** Another checkout of the platform, with its dependencies installed. */
  readonly checkout: string
  readonly city: PreparedCity
  readonly folder: string
  readonly seconds: number
  readonly rounds: number
  readonly postmaster: number
}

const doors = [
  ['recorded document', 'trusted'],
  ['any document', 'apollo'],
] as const

/**
 * `npm run bench -- --against ../before`: what a request costs here and in another checkout, on one database and turn
 * by turn, so that the machine's moods fall on both. Prints the ratio of processor time, the median of the rounds and
 * the quarters beside it.
 */
export async function measureAgainst({ checkout, city, folder, ...how }: AgainstOptions): Promise<void> {
  const servers = [
    await startServer('vmeste', { ...city.env }),
    await startServer('vmeste', { ...city.env }, join(checkout, 'bench/src/servers/vmeste.ts')),
  ] as const
  try {
    // each learns the recorded documents
    for (const [at, server] of servers.entries())
      await server.capture(city.requests, join(folder, `captured-${at}.json`))
    for (const load of ['list', 'submit'] as const)
      for (const [label, door] of doors) {
        const ratios = await ratiosOf(servers, { door, load, requests: city.requests, ...how })
        const [low, middle, high] = [quantile(ratios, 0.25), median(ratios), quantile(ratios, 0.75)]
        console.log(
          `  ${load}, ${label}: ${middle.toFixed(3)} of the other's processor time (${low.toFixed(3)} to ${high.toFixed(3)} in half of ${ratios.length} rounds)`,
        )
      }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

interface Rounds extends Pick<AgainstOptions, 'seconds' | 'rounds' | 'postmaster'> {
  readonly door: 'trusted' | 'apollo'
  readonly load: Load
  readonly requests: PreparedCity['requests']
}

async function ratiosOf(
  [here, there]: readonly [Server, Server],
  { door, load, requests, seconds, rounds, postmaster }: Rounds,
): Promise<number[]> {
  const costIn = async (server: Server): Promise<number> =>
    cpuOf(await costOf(server.pid, postmaster, () => turn(server, door, load, requests, seconds)))
  for (const server of [here, there]) await costIn(server) // warm
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    // who comes first changes, for the second finds the database's caches warm
    const first = round % 2 === 0 ? await costIn(here) : NaN
    const other = await costIn(there)
    ratios.push((round % 2 === 0 ? first : await costIn(here)) / other)
  }
  return ratios
}
