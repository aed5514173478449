import type { Composition } from './measure-composition.ts'
import type { Delivery } from './measure-delivery.ts'
import type { Memory } from './measure-memory.ts'
import { loadavg } from 'node:os'
import { cpuOf, type Load, type Rate } from './measure-rates.ts'
import type { SpareCost } from './measure-spare-module.ts'
import type { TokenCost } from './measure-tokens.ts'
import type { Switching } from './measure-switch.ts'

const tokenAim = 0.02

/** One line: what the check of a token costs. */
export const tokenLine = ({ cached, uncached, listMicroseconds, share }: TokenCost): string =>
  `  a token is checked ${thousands(cached)} times a second a core from the cache, ${thousands(uncached)} without: ${(100 * share).toFixed(2)} % of a list request, which takes the host ${listMicroseconds.toFixed(0)} µs (aim < ${(100 * tokenAim).toFixed(0)} %)`
const thousands = (value: number): string => new Intl.NumberFormat('en').format(Math.round(value / 1000) * 1000)

export interface Results {
  readonly reports: number
  readonly seconds: number
  readonly rounds: number
  readonly rates: readonly Rate[]
  readonly tokens: TokenCost
  readonly delivery: Delivery
  readonly spare: SpareCost
  readonly switching: Switching
  readonly composition: readonly Composition[]
  readonly memory: Memory
}

/** Of the bare limit's processor time, at most. */
const aims: Record<Load, number> = { list: 1.43, submit: 1.33 }

/** One table: processor time of a request, how many times the bare limit's, and the aims; throughput beside it. */
export function report({
  reports,
  seconds,
  rounds,
  rates,
  tokens,
  delivery,
  spare,
  switching,
  composition,
  memory,
}: Results): void {
  console.log(
    `\n  ${new Intl.NumberFormat('en').format(reports)} reports, 32 connections, ${seconds} s a turn, median of ${rounds} turns, all on this machine (load ${loadavg()[0]!.toFixed(1)})`,
  )
  console.log(
    '  processor time of a request, user and system: the server and the database, and both as a multiple of the bare limit\n',
  )
  for (const load of ['list', 'submit'] as const) {
    const own = rates.filter((rate) => rate.load === load)
    const bare = own.find((rate) => rate.server.startsWith('bare'))
    console.log(`  ${load === 'list' ? 'list of 20' : 'submit'} (aim ≤ ${aims[load].toFixed(2)})`)
    for (const rate of own) {
      const { server, serverMicroseconds, databaseMicroseconds, perSecond, p99, failed } = rate
      const [own, database] = [serverMicroseconds, databaseMicroseconds].map((each) => each.toFixed(0).padStart(6))
      const ratio = (bare ? cpuOf(rate) / cpuOf(bare) : NaN).toFixed(2).padStart(6)
      const aside = `(${perSecond.toFixed(0)} /s, p99 ${p99} ms)${failed ? `   ${failed} failed` : ''}`
      console.log(`    ${server.padEnd(36)}${own} + ${database} µs ${ratio}   ${aside}`)
    }
    console.log('')
  }
  console.log(tokenLine(tokens))
  console.log(
    `  from Send to an open inbox: p50 ${delivery.p50.toFixed(0)} ms, p99 ${delivery.p99.toFixed(0)} ms (${delivery.count} reports)`,
  )
  console.log(
    `  a switch on one host reaches another: p50 ${switching.p50.toFixed(1)} ms, p99 ${switching.p99.toFixed(1)} ms (${switching.count} switches); stale for whoever switched: ${switching.stale}`,
  )
  console.log(
    `  composing a set of modules for the first time: ${composition.map(({ modules, milliseconds }) => `${modules} in ${milliseconds.toFixed(0)} ms`).join(', ')}`,
  )
  console.log(
    `  the list with one more module on: ${(spare.on / spare.off).toFixed(3)} of its processor time (${spare.off.toFixed(0)} µs and ${spare.on.toFixed(0)} µs; the same set twice differs by ${(100 * spare.noise).toFixed(1)} %)`,
  )
  console.log(
    `  idle with the demonstration: host ${memory.host.toFixed(0)} MB + database ${memory.database.toFixed(0)} MB = ${(memory.host + memory.database).toFixed(0)} MB (aim ≤ 450)\n`,
  )
}
