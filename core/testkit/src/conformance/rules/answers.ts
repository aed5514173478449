import { GraphQLError } from 'graphql'
import { Problem, type Person } from '@vmeste/sdk'
import { benchCities } from '../bench/open-bench-host.ts'
import { within } from '../bench/within.ts'
import { findingOf } from '../finding-of.ts'
import type { Finding, Rule } from '../rule.ts'
import type { Workbench } from '../workbench.ts'
import { walkMutations, walkQueries } from '../../walk-graph.ts'
import { rootFields } from './guarded.ts'

export const answers: Rule = {
  id: 'bronze/answers',
  title:
    'it starts, every root field answers a guest and whoever holds all rights, and every recurring task runs in an empty city',
  run: async (bench) => [...(await walk(bench)), ...(await runJobs(bench))],
}

async function walk({ plugin, host }: Workbench): Promise<Finding[]> {
  const { host: running } = await host()
  const city = running.store.bySlug(benchCities.switched)!
  const { graph } = running.graphs.for(city)
  const own = new Set(rootFields(plugin).map(({ field }) => field.name.value))
  const steps = [...walkQueries(graph.schema, () => []), ...walkMutations(graph.schema, () => [])].filter(({ field }) =>
    own.has(field),
  )
  const findings = new Map<string, Finding>()
  for (const actor of [{ kind: 'guest' } as const, everybody(plugin.permissions ?? {})]) {
    for (const { field, query, variables } of steps) {
      const { errors = [] } = await graph.execute(query, { variables }, running.scopeFor(city.city.id, actor, 'ru'))
      const fault = errors.map(causeOf).find((cause) => cause !== undefined)
      if (fault) findings.set(field, findingOf(fault, plugin, `root field "${field}"`))
    }
  }
  return [...findings.values()]
}

async function runJobs({ plugin, host }: Workbench): Promise<Finding[]> {
  const { host: running } = await host()
  const ctx = running.systemScope(running.store.bySlug(benchCities.switched)!.city.id, 'conformance').ctx(plugin)
  const findings: Finding[] = []
  for (const [name, job] of Object.entries(plugin.jobs ?? {})) {
    await within(job.run(ctx)).catch((error: unknown) => findings.push(findingOf(error, plugin, `job "${name}"`)))
  }
  return findings
}

/** Somebody with every role that any permission of the module is given to. */
const everybody = (permissions: Readonly<Record<string, { readonly default: readonly string[] }>>): Person => ({
  kind: 'person',
  key: 'https://identity.test|conformance',
  name: 'Test',
  username: 'conformance',
  email: 'conformance@example.test',
  assurance: 'UNIQUE_ID',
  roles: new Set(['citizen', 'city-admin', ...Object.values(permissions).flatMap((each) => each.default)]),
})

/** What lies behind an error of the graph, unless it is a refusal or a fault of the question. */
function causeOf(error: GraphQLError): unknown {
  let cause: unknown = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  const asked =
    cause instanceof GraphQLError && (cause.path === undefined || cause.extensions?.['code'] === 'BAD_USER_INPUT')
  const tooLong = cause instanceof Problem && cause.code === 'LIST_TOO_LONG' // its own promise, not a refusal
  return (cause instanceof Problem && !tooLong) || asked ? undefined : cause
}
