import type { Composition } from './measure-composition.ts'
import type { Delivery } from './measure-delivery.ts'
import type { Memory } from './measure-memory.ts'
import type { Load, Rate } from './measure-rates.ts'
import type { SpareCost } from './measure-spare-module.ts'
import type { TokenCost } from './measure-tokens.ts'
import type { Switching } from './measure-switch.ts'

const tokenAim = 0.02

/** One line: what the check of a token costs. */
export const tokenLine = ({ cached, uncached, listMicroseconds, share }: TokenCost): string =>
  `  a token is checked ${thousands(cached)} times a second a core from the cache, ${thousands(uncached)} without: ${(100 * share).toFixed(2)} % of a list request, which takes the host ${listMicroseconds.toFixed(0)} µs (aim < ${(100 * tokenAim).toFixed(0)} %)`
const thousands = (value: number): string => new Intl.NumberFormat('en').format(Math.round(value / 1000) * 1000)

export interface Results {
  readonly reports: number; readonly seconds: number; readonly rates: readonly Rate[]; readonly tokens: TokenCost; readonly delivery: Delivery; readonly spare: SpareCost; readonly switching: Switching
  readonly composition: readonly Composition[]; readonly memory: Memory
}

const aims: Record<Load, number> = { list: 0.7, submit: 0.75 }

/** One table: requests per second, share of the bare limit, and the aims. */
export function report({ reports, seconds, rates, tokens, delivery, spare, switching, composition, memory }: Results): void {
  console.log(`\n  ${new Intl.NumberFormat('en').format(reports)} reports, 32 connections, ${seconds} s a turn, median of three turns, all on this machine\n`)
  for (const load of ['list', 'submit'] as const) {
    const own = rates.filter((rate) => rate.load === load)
    const limit = own.find((rate) => rate.server.startsWith('bare'))?.perSecond ?? NaN
    console.log(`  ${load === 'list' ? 'list of 20' : 'submit'} (aim ≥ ${aims[load].toFixed(2)})`)
    for (const { server, perSecond, p99, failed } of own) {
      console.log(`    ${server.padEnd(36)}${perSecond.toFixed(0).padStart(7)} /s  ${(perSecond / limit).toFixed(2).padStart(5)}   p99 ${String(p99).padStart(4)} ms${failed ? `   ${failed} failed` : ''}`)
    }
    console.log('')
  }
  console.log(tokenLine(tokens))
  console.log(`  from Send to an open inbox: p50 ${delivery.p50.toFixed(0)} ms, p99 ${delivery.p99.toFixed(0)} ms (${delivery.count} reports)`)
  console.log(`  a switch on one host reaches another: p50 ${switching.p50.toFixed(1)} ms, p99 ${switching.p99.toFixed(1)} ms (${switching.count} switches); stale for whoever switched: ${switching.stale}`)
  console.log(`  composing a set of modules for the first time: ${composition.map(({ modules, milliseconds }) => `${modules} in ${milliseconds.toFixed(0)} ms`).join(', ')}`)
  console.log(`  the list with one more module on: ${(spare.on / spare.off).toFixed(3)} of its speed (${spare.off.toFixed(0)} /s and ${spare.on.toFixed(0)} /s; the same set twice differs by ${(100 * spare.noise).toFixed(1)} %)`)
  console.log(`  idle with the demonstration: host ${memory.host.toFixed(0)} MB + database ${memory.database.toFixed(0)} MB = ${(memory.host + memory.database).toFixed(0)} MB (aim ≤ 450)\n`)
}
