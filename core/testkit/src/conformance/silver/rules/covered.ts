import { needleIn, searchAddresses, searchGraph, type Searched } from '../bench/as-strangers.ts'
import { Findings } from '../bench/findings.ts'
import { coveredNeedles, plantedIn, plantedName, plantedWords } from '../bench/planted.ts'
import { usualQuestions } from '../bench/questions.ts'
import { rolesOf, type SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const rowsThatLeave = ['core.outbox', 'core.delivery', 'civic.notification'] as const
const fix = 'let every text that strangers see pass coverWords of the SDK, those of staff too, and name services'

export const covered: Rule<SilverBench> = {
  id: 'silver/covered',
  title:
    'once staff have shown it, phones, flats and papers in it are read by nobody, nor what staff have typed of it, nor their names',
  run: async (bench) => {
    const { plugin, furnishing } = bench
    const { plant, show } = furnishing
    if (!plant || !show) return []
    const town = await bench.town()
    const { host, home, schema } = town
    const findings = new Findings()
    const planted = await plantedIn(bench)
    const shown = await show(home.city, plantedWords, planted)
    await host.host.events.idle()
    const values = { ...home.known.values, ...planted.values, ...shown?.values }
    const known = { ...planted, ...shown, values }
    // staff stand publicly as service and post
    const names = [`Сотрудник ${home.city.mark}`, ...rolesOf([plugin]).map((role) => `Test ${home.city.as(role).as}`)]
    let seen = false
    const searched: Searched = {
      ...{ host, city: home.city.slug, schema, needles: [...coveredNeedles, ...names], known, fix },
      also: (text) => {
        seen ||= text.includes(plantedName)
      },
    }
    await searchGraph(searched, 'Query', usualQuestions(town, known), [{}, { as: 'stranger' }], findings)
    await searchAddresses(searched, [{}], findings)
    const dump = await home.dump()
    for (const table of rowsThatLeave)
      for (const row of dump[table] ?? []) {
        const found = needleIn(coveredNeedles, JSON.stringify(row))
        if (found) findings.add(`table ${table}`, `it holds «${found}»`, fix)
      }
    if (!seen)
      findings.add('test/furnish.ts', 'show() has shown the words to nobody', 'show them as staff do, or leave it out')
    return findings.all()
  },
}
