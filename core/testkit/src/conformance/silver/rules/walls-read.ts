import { isDeepStrictEqual } from 'node:util'
import type { GraphOptions } from '../../../create-test-host.ts'
import { askTogether, inFewRequests } from '../bench/ask-together.ts'
import { Findings, said } from '../bench/findings.ts'
import type { Names } from '../bench/foreign-content.ts'
import { questions } from '../bench/questions.ts'
import { schemaIn, type SilverBench, type SilverTown } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const fix =
  'ask the database each time, through ctx.db of the city that is asked; keep nothing in the process beyond a request'

export const wallsRead: Rule<SilverBench> = {
  id: 'silver/walls-read',
  title: 'no query shows anything of another city, by whatever of its names it is asked; rights end with the city',
  run: async (bench) => {
    const town = await bench.town()
    const findings = new Findings()
    // by every name as nobody, as anybody and as whoever may do everything; by what is named as all others too
    for (const role of ['guest', 'citizen', 'all']) await atHome(town, role, town.names, findings)
    for (const role of town.roles) await atHome(town, role, undefined, findings)
    await inTheOther(town, findings)
    return findings.all()
  },
}

/** Asked at home for everything that the other city has. */
async function atHome(town: SilverTown, role: string, names: Names | undefined, findings: Findings): Promise<void> {
  const { host, home, away, foreign, schema } = town
  await findings.walk(inFewRequests(schema, questions(town, away.known, names)), async (steps, add) => {
    for (const { step, text } of await askTogether(host, home.city.slug, steps, home.city.as(role))) {
      const [seen] = foreign.in(text, JSON.stringify(step.variables))
      if (seen !== undefined)
        add(`Query.${step.field}`, `${role} saw «${seen}» of another city, asked by ${said(step.variables)}`, fix)
    }
  })
}

/** Staff of one city are strangers in another, and a stranger who has signed in sees there what a guest sees. */
async function inTheOther(town: SilverTown, findings: Findings): Promise<void> {
  const { host, home, away, roles } = town
  const { slug } = away.city
  const stranger: GraphOptions = { as: 'stranger' }
  const schema = schemaIn(host, slug)
  const staff = roles.filter((role) => role !== 'guest' && role !== 'citizen')
  await findings.walk(inFewRequests(schema, questions(town, away.known)), async (steps, add) => {
    const ask = (account: GraphOptions) => askTogether(host, slug, steps, account)
    const [guest, signedIn, ...asStaff] = await Promise.all([
      ask({}),
      ask(stranger),
      ...staff.map((role) => ask(home.city.as(role))),
    ])
    signedIn.forEach((one, at) => {
      const open = guest[at]!
      if (!isDeepStrictEqual(one.data, open.data) && !open.codes.includes('UNAUTHENTICATED'))
        add(
          `Query.${one.step.field}`,
          `it shows a stranger who has signed in more than a guest, asked by ${said(one.step.variables)}`,
          'show more only to whoever holds a right in the city, or owns what is shown',
        )
      asStaff.forEach((answers, which) => {
        if (answers[at]!.text !== one.text)
          add(
            `Query.${one.step.field}`,
            `${staff[which]} of one city gets another answer in the other than a stranger, asked by ${said(one.step.variables)}`,
            'ask ctx.actor.roles or ctx.can() of the city that is asked, never of what somebody is at home',
          )
      })
    })
  })
}
