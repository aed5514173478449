import type { Plugin } from '@vmeste/sdk'
import { graphOf } from '../bench/compose.ts'
import { findingOf } from '../finding-of.ts'
import { Untried, type Finding, type Rule } from '../rule.ts'
import { guarded } from './guarded.ts'

type Company = readonly [name: string, modules: readonly Plugin[]]

export const composes: Rule = {
  id: 'bronze/composes',
  title: 'it composes alone, with each other module and with all of them',
  run: async (bench) => {
    if ((await guarded.run(bench)).length > 0) throw new Untried(guarded.id)
    const all = [...bench.companions, ...bench.others.map((other) => other.plugin)]
    const companies: Company[] = [
      ['alone', []],
      ...all.map((other): Company => [`with "${other.id}"`, [other]]),
      ...(all.length > 1 ? [['with all', all] satisfies Company] : []),
    ]
    return companies.flatMap(([name, modules]): Finding[] => {
      try {
        graphOf([...modules, bench.plugin])
        return []
      } catch (error) {
        const finding = findingOf(error instanceof Untried ? error.cause : error, bench.plugin)
        return [{ ...finding, message: `${name} it does not compose. ${finding.message}` }]
      }
    })
  },
}
