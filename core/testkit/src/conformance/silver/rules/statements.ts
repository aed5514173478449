import type { Person } from '@vmeste/sdk'
import { Findings } from '../bench/findings.ts'
import { statementsOf } from '../bench/count-statements.ts'
import { byValue, queriesOf } from '../bench/questions.ts'
import { rolesOf, type SilverBench, type SilverTown } from '../silver-bench.ts'
import type { WalkStep } from '../../../walk-graph.ts'
import type { Finding, Rule } from '../../rule.ts'

/** Rows of a list, at least; a page of a person has about as many. */
const many = 50

export const statements: Rule<SilverBench> = {
  id: 'silver/statements',
  title: 'a list of fifty rows, with all that a row shows, takes no more statements than a list of one',
  run: async (bench): Promise<Finding[]> => {
    const town = await bench.town()
    const { city, known } = town.away
    const lists = queriesOf(town, (argument) => (argument === 'first' ? [1] : []), 3).filter(({ field }) =>
      town.schema
        .getQueryType()!
        .getFields()
        [field]!.args.some(({ name }) => name === 'first'),
    )
    const others = queriesOf(town, (...of) => byValue(known)(...of).slice(0, 1), 3).filter(
      ({ field }) => !lists.some((list) => list.field === field),
    )
    if (lists.length > 0 && bench.furnishing.grow === undefined)
      return [
        {
          culprit: `Query.${lists[0]!.field}`,
          message: 'it is a list, and the furnishing makes no more than a few rows of it',
          fix: 'write grow() in test/furnish.ts',
        },
      ]
    const ask = await asker(bench, town)
    const before = new Map<string, Asked>()
    for (const step of [...lists, ...others]) before.set(step.field, await ask(step))
    await bench.furnishing.grow?.(city, known, many)
    await town.host.host.events.idle()
    const findings = new Findings()
    for (const step of [...lists.map(asMany), ...others]) {
      const few = before.get(step.field)!,
        all = await ask(step)
      const culprit = `Query.${step.field}`
      if ('first' in step.variables && all.rows < many)
        findings.add(culprit, `it has ${all.rows} rows after grow() instead of ${many}`, 'let grow() make rows of it')
      if (all.rows > few.rows && all.statements.length > few.statements.length)
        findings.add(
          culprit,
          `${all.statements.length} statements for ${all.rows} rows, ${few.statements.length} for ${few.rows}: ${mostOften(all.statements)}`,
          'read what all rows need by one statement: perRequest() with a DataLoader, or a join',
        )
    }
    return findings.all()
  },
}

const asMany = (step: WalkStep): WalkStep => ({ ...step, variables: { ...step.variables, first: many } })

interface Asked {
  readonly rows: number
  readonly statements: readonly string[]
}

/** Asks in the process itself, so that nobody else's statements count; the second time, when what is kept is kept. */
async function asker({ plugin }: SilverBench, { host, away }: SilverTown): Promise<(step: WalkStep) => Promise<Asked>> {
  const { host: running } = host
  const { graph } = running.graphs.for(running.store.bySlug(away.city.slug)!)
  const actor: Person = {
    kind: 'person',
    key: 'https://identity.test|silver',
    name: 'Test',
    username: 'silver',
    email: 'silver@example.test',
    assurance: 'UNIQUE_ID',
    roles: new Set(rolesOf([plugin])),
  }
  return async ({ query, variables }) => {
    const run = () => graph.execute(query, { variables }, running.scopeFor(away.id, actor, 'ru'))
    await run()
    const times: Asked[] = []
    for (let time = 0; time < 3; time++) {
      let rows = 0
      const sent = await statementsOf(async () => {
        rows = longestList((await run()).data)
      })
      times.push({ rows, statements: sent })
    }
    // a connection that is opened on the way says things of its own
    return times.reduce((one, other) => (other.statements.length < one.statements.length ? other : one))
  }
}

function longestList(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inside = Object.values(value).map(longestList)
  return Math.max(0, Array.isArray(value) ? value.length : 0, ...inside)
}

function mostOften(statements: readonly string[]): string {
  const [most] = [...Map.groupBy(statements, (text) => text)].sort(([, one], [, other]) => other.length - one.length)
  return most === undefined ? '' : `${most[1].length} × ${most[0].replaceAll(/\s+/g, ' ').slice(0, 200)}`
}
