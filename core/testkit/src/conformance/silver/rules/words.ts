import type { GraphOptions } from '../../../create-test-host.ts'
import { askTogether, inFewRequests } from '../bench/ask-together.ts'
import type { CityDump } from '../bench/dump-city.ts'
import { Findings, said } from '../bench/findings.ts'
import { namesIn } from '../bench/foreign-content.ts'
import { nothing, queriesOf, questions } from '../bench/questions.ts'
import type { SilverBench, SilverTown } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

/** A name, a flat, a document and a phone, as people type them; by each of the needles it would be found. */
export const plantedWords = 'Кузьма Хитров, кв. 1734, паспорт MP9876543, тел. +375 29 777-31-55'
const needles = ['Хитров', '1734', 'MP9876543', '777-31-55', '297773155']

/** What leaves the platform, or tells of it to whoever keeps it: none of it is a place for words of residents. */
const rowsThatLeave = ['core.outbox', 'core.delivery', 'core.audit', 'civic.notification'] as const
const fix = 'show words of residents once staff have looked at them, less what is covered, everywhere by one function'

export const words: Rule<SilverBench> = {
  id: 'silver/words',
  title: 'what a resident types is read by no other resident, and stands in no event, letter or log, before a look',
  run: async (bench) => {
    const { plant } = bench.furnishing
    if (!plant) return []
    const town = await bench.town()
    const { host, home } = town
    const findings = new Findings()
    const from = host.log.length
    const known = await plant(home.city, plantedWords)
    await host.host.events.idle()
    const dump = await home.dump()
    const planted = needles.filter((needle) => JSON.stringify(dump).includes(needle))
    if (planted.length < needles.length - 1)
      findings.add('test/furnish.ts', 'plant() has left the words nowhere', 'type them where residents type')
    await inTheGraph(town, { ...known, values: { ...home.known.values, ...known.values } }, dump, findings)
    for (const table of rowsThatLeave)
      for (const row of dump[table] ?? []) {
        const found = needleIn(JSON.stringify(row))
        if (found) findings.add(`table ${table}`, `it holds «${found}» before anybody has looked`, fix)
      }
    for (const line of host.log.slice(from)) {
      const found = needleIn(line)
      if (found)
        findings.add('the log', `it holds «${found}»`, 'log ids and codes: ctx.log takes no text that somebody typed')
    }
    return findings.all()
  },
}

const needleIn = (text: string): string | undefined => needles.find((needle) => text.includes(needle))

/** Everything a guest or another resident can ask for, by whatever names there are. */
async function inTheGraph(
  town: SilverTown,
  known: Awaited<ReturnType<NonNullable<SilverBench['furnishing']['plant']>>>,
  dump: CityDump,
  findings: Findings,
): Promise<void> {
  const { host, home, schema } = town
  const everything = new Set(Object.keys(schema.getQueryType()?.getFields() ?? {}))
  const steps = [...questions(town, known, namesIn(dump, known)), ...queriesOf({ ...town, own: everything }, nothing)]
  for (const who of [{}, { as: 'stranger' }] satisfies GraphOptions[])
    await findings.walk(inFewRequests(schema, steps), async (some, add) => {
      for (const { step, text } of await askTogether(host, home.city.slug, some, who)) {
        const sent = JSON.stringify(step.variables)
        const found = needles.find((needle) => text.includes(needle) && !sent.includes(needle))
        if (found) add(`Query.${step.field}`, `a stranger reads «${found}», asked by ${said(step.variables)}`, fix)
      }
    })
}
