import { randomUUID } from 'node:crypto'
import type { ArgumentValues, WalkStep } from '../../../walk-graph.ts'
import { absurdValues } from '../bench/absurd-values.ts'
import { changedTables } from '../bench/dump-city.ts'
import { Findings, said } from '../bench/findings.ts'
import { brokenTexts, endless, inertTexts, placesIn, withValue, wrongTypes } from '../bench/hostile-values.ts'
import { byValue, mutationsOf, queriesOf } from '../bench/questions.ts'
import { inEach, onceInEach, refusalFault, refusalIn } from '../bench/refusal.ts'
import type { SilverBench, SilverTown } from '../silver-bench.ts'
import type { Rule } from '../../rule.ts'

const refuse = 'check it with parseInput() before anything is done; what does not fit is a Problem in three languages'

export const badInput: Rule<SilverBench> = {
  id: 'silver/bad-input',
  title: 'what does not fit an argument is refused, coded and in three languages, and leaves nothing behind',
  run: async (bench) => {
    const town = await bench.town()
    const findings = new Findings()
    await plausibly(town, findings)
    await inMutations(town, findings)
    await inQueries(town, findings)
    return findings.all()
  },
}

/** Something that would pass, wherever a name says what it is. */
const plausible =
  ({ home }: SilverTown): ArgumentValues =>
  (argument, type, owner) => {
    if (argument === 'submissionKey') return [randomUUID()]
    const named = `${owner}.${argument}`
    const [fits] = byValue(home.known)(argument, type, owner)
    if (fits !== undefined) return [fits]
    if (named in (home.known.values ?? {})) return []
    return type === 'UUID' ? ['00000000-0000-7000-8000-000000000000'] : type === 'String' ? ['Слово'] : []
  }
/** One call of each mutation: the walk tries every value, the first is enough. */
const mutations = (town: SilverTown): WalkStep[] => mutationsOf(town, plausible(town))

async function send(
  { host, home }: SilverTown,
  query: string,
  variables: unknown,
  reader: string,
): Promise<{ status: number; text: string }> {
  const reply = await host.fetch(`/c/${home.city.slug}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer all.${home.city.slug}`,
      'accept-language': reader,
      'x-device': randomUUID(),
    },
  })
  return { status: reply.status, text: await reply.text() }
}

/** A refusal of what would pass anyway would prove nothing. */
async function plausibly(town: SilverTown, findings: Findings): Promise<void> {
  for (const { field, query, variables } of mutations(town)) {
    const { status, text } = await send(town, query, variables, 'ru')
    const { code } = refusalIn(status, text)
    if (['FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'INTERNAL'].includes(code ?? ''))
      findings.add(
        `Mutation.${field}`,
        `${code}: sent with ${said(variables)} it is not even understood`,
        'name what its arguments take in values of what furnish() gives',
      )
  }
}

const hostile: readonly [what: string, instead: (value: unknown) => readonly unknown[]][] = [
  ['a wrong type', wrongTypes],
  ['100,000 characters', (value) => (typeof value === 'string' ? [endless] : [])],
  ['characters that do not exist', (value) => (typeof value === 'string' ? brokenTexts : [])],
]

async function inMutations(town: SilverTown, findings: Findings): Promise<void> {
  const before = await town.home.dump()
  const places = mutations(town).flatMap((step) =>
    [...placesIn(step.variables)].map(({ path, value }) => ({ step, path, value })),
  )
  const tries = hostile.flatMap(([what, instead]) =>
    places.flatMap(({ step, path, value }) => instead(value).map((evil) => ({ what, step, path, evil }))),
  )
  const faultOf = onceInEach()
  await findings.walk(
    tries,
    async ({ what, step, path, evil }, add) => {
      const variables = withValue(step.variables, path, evil)
      const fault = await faultOf(step.field, (reader) => send(town, step.query, variables, reader))
      if (fault !== undefined)
        add(
          `Mutation.${step.field}`,
          `${what} in ${path.join('.')}, ${JSON.stringify(evil).slice(0, 60)}: ${fault}`,
          refuse,
        )
    },
    4,
  )
  await town.host.host.events.idle()
  const changed = changedTables(before, await town.home.dump())
  if (changed.length > 0)
    findings.add(`table ${changed[0]}`, `what was refused has changed ${changed.join(', ')}`, refuse)
  // words of markup and SQL are words: they may be taken
  const inert = places
    .filter(({ value }) => typeof value === 'string')
    .flatMap(({ step, path }) => inertTexts.map((evil) => ({ step, path, evil })))
  await findings.walk(
    inert,
    async ({ step, path, evil }, add) => {
      const { status, text } = await send(town, step.query, withValue(step.variables, path, evil), 'be')
      if (status >= 500 || refusalIn(status, text).code === 'INTERNAL')
        add(
          `Mutation.${step.field}`,
          `${path.join('.')} with ${evil}: ${text.slice(0, 200)}`,
          'take words as words: parameters of a statement, text of a page',
        )
    },
    4,
  )
}

async function inQueries(town: SilverTown, findings: Findings): Promise<void> {
  const fields = town.schema.getQueryType()!.getFields()
  const tries = queriesOf(town, plausible(town), 3).flatMap((step) =>
    fields[step.field]!.args.flatMap((argument) =>
      [...(absurdValues[argument.name] ?? []), ...brokenTexts].map((evil) => {
        const head = fields[step.field]!.args.filter((one) => one === argument || one.name in step.variables)
        const declared = head.map((one) => `$${one.name}: ${String(one.type)}`).join(', ')
        const given = head.map((one) => `${one.name}: $${one.name}`).join(', ')
        const answer = step.query.slice(step.query.indexOf('{', step.query.indexOf(step.field)) - 1)
        const bare = step.query.includes(`{ ${step.field} }`)
        return {
          field: step.field,
          query: bare ? step.query : `query Walk(${declared}) { ${step.field}(${given})${answer}`,
          variables: { ...step.variables, [argument.name]: evil },
        }
      }),
    ),
  )
  await findings.walk(
    tries,
    async ({ field, query, variables }, add) => {
      const ask = (reader: string) => send(town, query, variables, reader)
      const first = await ask('ru')
      const { code } = refusalIn(first.status, first.text)
      // what is absurd may be taken for nothing found; what is refused is refused well
      const fault =
        first.status >= 500
          ? `status ${first.status}`
          : code === undefined
            ? undefined
            : refusalFault(await inEach(async (reader) => (reader === 'ru' ? first : ask(reader))))
      if (fault !== undefined) add(`Query.${field}`, `asked by ${said(variables)}: ${fault}`, refuse)
    },
    4,
  )
}
