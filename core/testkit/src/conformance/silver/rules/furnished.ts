import { askTogether, inFewRequests, misunderstood } from '../bench/ask-together.ts'
import { each } from '../bench/each.ts'
import { Findings, said } from '../bench/findings.ts'
import { questions } from '../bench/questions.ts'
import { schemaIn, type SilverBench } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const fix = 'let furnish() enter what the query shows, or name what it is asked by in values; figures alone: wordless'

/** What is not there cannot be seen where it should not be: every other rule about cities stands on this one. */
export const furnished: Rule<SilverBench> = {
  id: 'silver/furnished',
  title: 'its furnishing fills what it shows: every query shows something of a city to somebody there',
  run: async (bench) => {
    const town = await bench.town()
    const { host, away, foreign, own, roles } = town
    const wordless = new Set(bench.furnishing.wordless ?? [])
    const findings = new Findings()
    const shown = new Set<string>()
    const schema = schemaIn(host, away.city.slug)
    const steps = [...inFewRequests(schema, questions(town, away.known))]
    for (const role of [...roles.filter((one) => one !== 'guest'), 'all', 'guest']) {
      const left = steps.filter(([step]) => !shown.has(step!.field))
      await each(left, async (some) => {
        for (const { step, data, codes, text } of await askTogether(host, away.city.slug, some, away.city.as(role))) {
          const strange = codes.find((code) => misunderstood.has(code))
          if (strange)
            findings.add(
              `Query.${step.field}`,
              `${strange}: it was not understood, asked by ${said(step.variables)}`,
              'mend the query, or what the furnishing gives for its arguments',
            )
          if (wordless.has(step.field) ? data !== null : foreign.in(text, JSON.stringify(step.variables)).length > 0)
            shown.add(step.field)
        }
      })
    }
    const queries = Object.keys(schema.getQueryType()!.getFields()).filter((field) => own.has(field))
    for (const field of queries)
      if (!shown.has(field)) findings.add(`Query.${field}`, 'it showed nobody anything of the furnished city', fix)
    return findings.all()
  },
}
