import { setTimeout as sleep } from 'node:timers/promises'
import { guardOf } from '@vmeste/host'
import type { Plugin } from '@vmeste/sdk'
import type { GraphOptions } from '../../../create-test-host.ts'
import { rootFields } from '../../rules/guarded.ts'
import { listenIn, needleIn, searchAddresses, searchGraph, standsIn, type Searched } from '../bench/as-strangers.ts'
import { Findings } from '../bench/findings.ts'
import { namesIn } from '../bench/foreign-content.ts'
import { byValue, mutationsOf, questions, usualQuestions } from '../bench/questions.ts'
import { plantedIn, plantedNeedles } from '../bench/planted.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

/** What leaves the platform, or tells of it to whoever keeps it: none of it is a place for words of residents. */
const rowsThatLeave = ['core.outbox', 'core.delivery', 'core.audit', 'civic.notification'] as const

const fix = 'show words of residents once staff have looked at them, less what is covered, by one function'

export const words: Rule<SilverBench> = {
  id: 'silver/words',
  title:
    'before a look nobody reads what a resident types: no query, answer, live line or address, no event, letter or log',
  run: async (bench) => {
    const { plugin, furnishing } = bench
    if (!furnishing.plant) return []
    const town = await bench.town()
    const { host, home, away, schema } = town
    const findings = new Findings()
    const guest: GraphOptions = {}
    // another resident, and whoever is somebody in another city
    const strangers = [guest, { as: 'stranger' }, away.city.as('operator')]
    const from = host.log.length
    const place = { host, city: home.city.slug, schema }
    const before = await listenIn(place, home.known, strangers)
    const planted = await plantedIn(bench)
    const dump = await home.dump()
    const left = plantedNeedles.filter((needle) => standsIn(JSON.stringify(dump), needle))
    if (left.length < plantedNeedles.length - 1)
      findings.add('test/furnish.ts', 'plant() has left the words nowhere', 'type them where residents type')

    const known = { ...planted, values: { ...home.known.values, ...planted.values } }
    const searched: Searched = { ...place, needles: plantedNeedles, known, fix }
    const usual = usualQuestions(town, known)
    // by every name there is, and what changes things: where they are let in at all, as silver/rights has shown
    const open = { ...town, own: openToStrangers(plugin) }
    await searchGraph(searched, 'Query', usual, strangers, findings)
    await searchGraph(searched, 'Query', questions(open, known, namesIn(dump, known)), [guest], findings)
    await searchAddresses(searched, strangers, findings)
    const meanwhile = await listenIn(place, planted, [guest])
    await searchGraph(searched, 'Mutation', mutationsOf(open, byValue(known), 4), [guest], findings)
    await host.host.events.idle()
    for (let wait = 0; wait < 10 && before.silent() + meanwhile.silent() > 0; wait++) await sleep(100)
    for (const lines of [before, meanwhile]) await lines.search(searched, findings)

    const after = await home.dump()
    for (const table of rowsThatLeave)
      for (const row of after[table] ?? []) {
        const found = needleIn(plantedNeedles, JSON.stringify(row))
        if (found) findings.add(`table ${table}`, `it holds «${found}» before anybody has looked`, fix)
      }
    for (const line of host.log.slice(from)) {
      const found = needleIn(plantedNeedles, line)
      if (found)
        findings.add('the log', `it holds «${found}»`, 'log ids and codes: ctx.log takes no text that somebody typed')
    }
    return findings.all()
  },
}

/** Root fields that a guest or whoever has just signed in may ask for. */
const openToStrangers = (plugin: Plugin): ReadonlySet<string> =>
  new Set(
    rootFields(plugin).flatMap(({ root, field }) => {
      const guard = guardOf(plugin, root, field)
      const closed = guard.kind === 'allow' && !plugin.permissions?.[guard.permission]?.default.includes('citizen')
      return closed ? [] : [field.name.value]
    }),
  )
