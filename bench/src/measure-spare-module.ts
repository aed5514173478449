import { cpuSeconds } from './cpu-seconds.ts'
import { median } from './median.ts'
import { turn } from './measure-rates.ts'
import { change } from './measure-switch.ts'
import type { PreparedCity } from './prepare-city.ts'
import type { Server } from './start-server.ts'

export interface SpareCost {
  /** Microseconds of the server's processor for a list without the module, and with it. */
  readonly off: number
  readonly on: number
  /** Share by which turns of the same set differ among themselves: a cost below it is not measurable. */
  readonly noise: number
}

/** What one more enabled module costs a query that has nothing to do with it; by turns, off and on. */
export async function measureSpareModule(
  server: Server,
  { requests, adminToken }: PreparedCity,
  seconds: number,
  rounds: number,
): Promise<SpareCost> {
  const seen: Record<'off' | 'on', number[]> = { off: [], on: [] }
  for (let round = 0; round < rounds; round++) {
    for (const state of round % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
      await change(server, adminToken, state === 'on')
      await turn(server, 'trusted', 'list', requests, 1) // the other set is compiled anew
      const before = await cpuSeconds(server.pid)
      const turned = await turn(server, 'trusted', 'list', requests, seconds)
      seen[state].push((((await cpuSeconds(server.pid)) - before) * 1e6) / turned.requests)
    }
  }
  await change(server, adminToken, false)
  return {
    off: median(seen.off),
    on: median(seen.on),
    noise: (Math.max(...seen.off) - Math.min(...seen.off)) / median(seen.off),
  }
}
