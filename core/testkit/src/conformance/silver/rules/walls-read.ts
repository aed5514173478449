import { setImmediate } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { GraphOptions } from '../../../create-test-host.ts'
import { askTogether, inFewRequests } from '../bench/ask-together.ts'
import { Findings, said } from '../bench/findings.ts'
import type { Names } from '../bench/foreign-content.ts'
import { questions } from '../bench/questions.ts'
import type { SilverBench, SilverTown } from '../silver-bench.ts'
import type { WalkStep } from '../../../walk-graph.ts'
import type { Rule } from '../../rule.ts'

type Requests = readonly (readonly WalkStep[])[]

const fix =
  'ask the database each time, through ctx.db of the city that is asked; keep nothing in the process beyond a request'

export const wallsRead: Rule<SilverBench> = {
  id: 'silver/walls-read',
  title: 'no query shows anything of another city, by whatever of its names it is asked; rights end with the city',
  run: async (bench) => {
    const town = await bench.town()
    const findings = new Findings()
    const [byEveryName, byWhatIsNamed] = [await requestsBy(town, town.names), await requestsBy(town)]
    // by every name as nobody, as anybody and as whoever may do everything; by what is named as all others too
    const widely = ['guest', 'citizen', 'all']
    for (const role of widely) await atHome(town, role, byEveryName, findings)
    for (const role of town.roles.filter((each) => !widely.includes(each)))
      await atHome(town, role, byWhatIsNamed, findings)
    await inTheOther(town, byWhatIsNamed, findings)
    return findings.all()
  },
}

/** Packed with breaths between: a connection that the host closes meanwhile is seen to be closed. */
async function requestsBy(town: SilverTown, names?: Names): Promise<Requests> {
  const requests: WalkStep[][] = []
  for (const request of inFewRequests(town.schema, questions(town, town.away.known, names))) {
    requests.push(request)
    await setImmediate()
  }
  return requests
}

/** Asked at home for everything that the other city has. */
async function atHome(town: SilverTown, role: string, requests: Requests, findings: Findings): Promise<void> {
  const { host, home, foreign } = town
  await findings.walk(requests, async (steps, add) => {
    for (const { step, text } of await askTogether(host, home.city.slug, steps, home.city.as(role))) {
      const [seen] = foreign.in(text, JSON.stringify(step.variables))
      if (seen !== undefined)
        add(`Query.${step.field}`, `${role} saw «${seen}» of another city, asked by ${said(step.variables)}`, fix)
    }
  })
}

/** Staff of one city are strangers in another, and a stranger who has signed in sees there what a guest sees. */
async function inTheOther(town: SilverTown, requests: Requests, findings: Findings): Promise<void> {
  const { host, home, away, roles } = town
  const { slug } = away.city
  const stranger: GraphOptions = { as: 'stranger' }
  const staff = roles.filter((role) => role !== 'guest' && role !== 'citizen')
  await findings.walk(requests, async (steps, add) => {
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
