import { askTogether, inFewRequests } from '../bench/ask-together.ts'
import { changedTables } from '../bench/dump-city.ts'
import { Findings } from '../bench/findings.ts'
import { byName, byValue, mutationsOf } from '../bench/questions.ts'
import type { SilverBench } from '../silver-bench.ts'
import type { WalkStep } from '../../../walk-graph.ts'
import type { Rule } from '../../rule.ts'

export const wallsWrite: Rule<SilverBench> = {
  id: 'silver/walls-write',
  title: 'no mutation changes or shows anything of another city, by whatever of its names it is asked',
  run: async (bench) => {
    const town = await bench.town()
    const { host, home, away, foreign, names, roles, schema } = town
    const findings = new Findings()
    const named = mutationsOf(town, byValue(away.known))
    const byEveryName = [...named, ...mutationsOf(town, byName(names))]
    let before = await away.dump()
    for (const field of new Set(named.map((step) => step.field))) {
      const requestsOf = (steps: readonly WalkStep[]): readonly WalkStep[][] => [
        ...inFewRequests(
          schema,
          steps.filter((step) => step.field === field),
        ),
      ]
      const [few, all] = [requestsOf(named), requestsOf(byEveryName)]
      for (const role of [...roles, 'all']) {
        // whoever may do everything tries every name, and so does somebody who may do nothing
        for (const some of role === 'all' || role === 'guest' ? all : few) {
          for (const { step, text } of await askTogether(host, home.city.slug, some, home.city.as(role))) {
            const [seen] = foreign.in(text, JSON.stringify(step.variables))
            if (seen !== undefined)
              findings.add(
                `Mutation.${field}`,
                `${role} was shown «${seen}» of another city by it`,
                'answer with what ctx.db of the city that is asked knows',
              )
          }
        }
      }
      await host.host.events.idle()
      const after = await away.dump()
      const changed = changedTables(before, after)
      if (changed.length > 0)
        findings.add(
          `Mutation.${field}`,
          `called in one city it changed ${changed.join(', ')} of the other`,
          'write through ctx.db.transaction of the city that is asked; keep no ctx beyond its request',
        )
      before = after
    }
    return findings.all()
  },
}
