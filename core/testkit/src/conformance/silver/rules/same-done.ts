import { isDeepStrictEqual } from 'node:util'
import { Findings, said } from '../bench/findings.ts'
import { isAnswer, through } from '../bench/recorded-request.ts'
import { withoutNames } from '../bench/same-but-for-names.ts'
import type { SilverCity } from '../furnishing.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

/** Two cities, the same in each: asked by a document's text here and by its hash there. */
export const sameDone: Rule<SilverBench> = {
  id: 'silver/same-done',
  title: 'each recorded mutation succeeds, and does the same in two cities through one door here and the other there',
  run: async ({ operations, furnishing: { runs = {} }, plugin, ...bench }) => {
    const { host, home, away, schema } = await bench.town()
    const findings = new Findings()
    const mutations = new Map(operations.filter(({ kind }) => kind === 'mutation').map((one) => [one.name, one]))
    for (const name of mutations.keys())
      if (!(name in runs))
        findings.add(`operation ${name}`, 'no run of it succeeds here', 'add it to runs in test/furnish.ts')
    const cities = [home, away].map((one) => ({ ...one, bare: withoutNames(namesOf(one.city)) }))
    const own = plugin.storage?.schema
    const countRows = async () =>
      Promise.all(
        cities.map(async ({ dump }) =>
          Object.fromEntries(
            Object.entries(await dump())
              .filter(([table]) => own !== undefined && table.startsWith(`${own}.`))
              .map(([table, rows]) => [table, rows.length]),
          ),
        ),
      )
    await host.host.events.idle() // what an earlier rule has set going is no growth of this one's
    const before = await countRows()
    for (const [name, { by, variables }] of Object.entries(runs)) {
      const operation = mutations.get(name)
      if (!operation) {
        findings.add(`run ${name}`, 'no mutation of this name is recorded', 'take it out of runs')
        continue
      }
      const replies: unknown[] = []
      for (const [at, { city, known, bare }] of cities.entries()) {
        const sent = await variables(city, known)
        const reply = await through(
          host,
          city.slug,
          at === 0 ? { query: operation.document, variables: sent } : { id: operation.id, variables: sent },
          city.as(by),
        )
        await host.host.events.idle()
        if (!isAnswer(schema, reply.data))
          findings.add(`operation ${name}`, `it is refused: ${said(reply)}`, 'mend its run in test/furnish.ts')
        replies.push(bare(reply))
      }
      host.clock.advance(1_000)
      if (!isDeepStrictEqual(replies[0], replies[1]))
        findings.add(
          `operation ${name}`,
          `by its text it is answered ${JSON.stringify(replies[0])} and by its hash ${JSON.stringify(replies[1])}`,
          'answer from what is stored and what was sent',
        )
    }
    const after = await countRows()
    const grew = (at: number) =>
      Object.entries(after[at]!).map(([table, rows]) => [table, rows - (before[at]![table] ?? 0)])
    if (!isDeepStrictEqual(grew(0), grew(1)))
      findings.add(
        `module "${plugin.id}"`,
        `its tables have grown by ${said(grew(0))} in one city and ${said(grew(1))} in the other`,
        'let what is done depend on what is sent and stored alone',
      )
    return findings.all()
  },
}

/** What differs between two cities in which the same is done. */
function namesOf({ slug, mark, prefix, host }: SilverCity): (string | RegExp)[] {
  const { name, numberPrefix } = host.host.store.bySlug(slug)!.city
  return [mark, slug, new RegExp(`(?<![\\p{L}\\w])${prefix}(?=[-A-Z])`, 'gu'), ...Object.values(name), numberPrefix]
}
