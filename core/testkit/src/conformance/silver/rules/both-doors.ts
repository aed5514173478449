import { isDeepStrictEqual } from 'node:util'
import { variablesFor, type ArgumentValues } from '../../../walk-graph.ts'
import type { GraphOptions } from '../../../create-test-host.ts'
import { Findings, said } from '../bench/findings.ts'
import { byValue } from '../bench/questions.ts'
import { isAnswer, through } from '../bench/recorded-request.ts'
import type { SilverBench, SilverTown } from '../silver-bench.ts'
import type { RecordedOperation } from '../../bench/recorded-operations.ts'
import type { Rule } from '../../rule.ts'

const fix = 'answer from what is stored and what was sent; keep nothing that makes a second answer another one'

export const bothDoors: Rule<SilverBench> = {
  id: 'silver/both-doors',
  title: 'each recorded document is answered through both doors alike, on or off, and each query to somebody',
  run: async (bench) => {
    const town = await bench.town()
    const { host, home, roles } = town
    const operations = bench.operations.filter(({ kind }) => kind !== 'subscription')
    const findings = new Findings()
    const answered = new Set<string>()
    const compare = async (operation: RecordedOperation, variables: object, account: GraphOptions): Promise<void> => {
      const { id, name, kind, document } = operation
      const ask = (body: Record<string, unknown>) => through(host, home.city.slug, { ...body, variables }, account)
      // what a verb changes is changed by now, so that the two that are compared find the same
      if (kind === 'mutation') await ask({ id })
      const adHoc = await ask({ query: document })
      const trusted = await ask({ id })
      if (!isDeepStrictEqual(adHoc, trusted))
        findings.add(
          `operation ${name}`,
          `sent with ${said(variables)} it is answered ${said(adHoc)} by its text and ${said(trusted)} by its hash`,
          fix,
        )
      if (kind === 'query' && isAnswer(town.schema, trusted.data)) answered.add(name)
    }
    for (const role of ['all', ...roles]) {
      const account = home.city.as(role)
      for (const operation of operations) {
        const rounds = new Set(
          // narrower rights are asked for once: what is refused is refused whatever it is about
          roundsIn(town)
            .slice(0, ['all', 'guest', 'citizen'].includes(role) ? 3 : 1)
            .map((values) => JSON.stringify(variablesFor(town.schema, operation.document, values))),
        )
        for (const variables of rounds) await compare(operation, JSON.parse(variables) as object, account)
      }
    }
    for (const { name, kind } of operations)
      if (kind === 'query' && !answered.has(name))
        findings.add(
          `operation ${name}`,
          'nobody got an answer to it, so only refusals were compared',
          'name what it is asked by in values of what furnish() gives',
        )
    await wrongVariables(bench, town, findings)
    await whileOff(bench, town, findings)
    return findings.all()
  },
}

const unknown: Readonly<Record<string, unknown>> = {
  UUID: '00000000-0000-7000-8000-000000000000',
  ID: '00000000-0000-7000-8000-000000000000',
  String: 'Неизвестное',
}

/** By the first and by the second of what fits each argument, then by what does not exist. */
function roundsIn({ home }: SilverTown): ArgumentValues[] {
  const known = byValue(home.known)
  const nth =
    (at: number): ArgumentValues =>
    (...of) =>
      known(...of)
        .slice(at % Math.max(1, known(...of).length))
        .slice(0, 1)
  return [
    (...of) => (of[0] === 'after' ? [] : nth(0)(...of)),
    nth(1),
    (...of) => (of[1] in unknown ? [unknown[of[1]]] : nth(0)(...of)),
  ]
}

/** A document with variables of a wrong type, and one that is none, are refused alike. */
async function wrongVariables({ operations }: SilverBench, { host, home }: SilverTown, findings: Findings) {
  for (const { id, name, document, kind } of operations) {
    if (kind === 'subscription' || !document.includes('$')) continue
    const variables = Object.fromEntries(
      [...document.matchAll(/\$(\w+):/g)].map((match) => [String(match[1]), { wrong: true }] as const),
    )
    const trusted = await through(host, home.city.slug, { id, variables }, {})
    const adHoc = await through(host, home.city.slug, { query: document, variables }, {})
    const code = trusted.errors?.[0]?.extensions.code ?? ''
    if (!isDeepStrictEqual(trusted, adHoc) || !/^(GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT)$/.test(code))
      findings.add(
        `operation ${name}`,
        `wrong variables are answered ${said(adHoc)} by its text and ${said(trusted)} by its hash`,
        fix,
      )
  }
}

/** Switched off, it is gone through both. */
async function whileOff({ plugin, operations }: SilverBench, { host, home }: SilverTown, findings: Findings) {
  const { slug } = home.city
  const switchTo = async (enabled: boolean): Promise<GraphOptions['headers']> => {
    const { changeModules } = await home.city.ask<{ changeModules: { revision: number } }>(
      'mutation ($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { __typename ... on ModulesChanged { revision } ... on Problem { code } } }',
      { changes: [{ module: plugin.id, enabled }] },
      home.city.as('city-admin'),
    )
    return { 'x-city-revision': String(changeModules.revision) }
  }
  const headers = (await switchTo(false))!
  for (const { id, name, document, kind } of operations) {
    if (kind === 'subscription') continue
    for (const account of [{}, home.city.as('all')]) {
      const [adHoc, trusted] = [
        await through(host, slug, { query: document, variables: {} }, { ...account, headers }),
        await through(host, slug, { id, variables: {} }, { ...account, headers }),
      ]
      if (!isDeepStrictEqual(trusted, adHoc))
        findings.add(
          `operation ${name}`,
          `while the module is off it is answered ${said(adHoc)} by its text and ${said(trusted)} by its hash`,
          'declare what it asks in the module’s own SDL and nowhere else',
        )
    }
  }
  await switchTo(true)
}
