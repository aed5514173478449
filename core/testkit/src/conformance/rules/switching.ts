import { benchCities } from '../bench/open-bench-host.ts'
import { differences, dumpTables } from '../bench/dump-tables.ts'
import { fillTables } from '../bench/fill-tables.ts'
import { walkMutations, walkQueries } from '../../walk-graph.ts'
import type { Finding, Rule } from '../rule.ts'
import type { Workbench } from '../workbench.ts'
import { rootFields } from './guarded.ts'

const slug = benchCities.switched

export const switching: Rule = {
  id: 'bronze/switching',
  title: 'switched off it is gone from the graph, switched on again everything is there that was before',
  run: async (bench) => {
    const { databaseUrl, host } = await bench.host()
    const city = host.store.bySlug(slug)!.city.id
    const schema = bench.plugin.storage?.schema
    const unfilled = schema === undefined ? [] : await fillTables(databaseUrl, schema, city)
    const dump = async () => {
      await host.events.idle()
      return dumpTables(databaseUrl, city, schema === undefined ? [] : [schema])
    }
    const before = await dump()
    const own = (table: string): boolean => !table.startsWith('core.')
    const lost = async (when: string): Promise<Finding[]> =>
      differences(before, await dump())
        .filter(({ table }) => own(table))
        .map(({ table, before: had, after: has, row }) => ({
          culprit: `table ${table}`,
          message: `${when} it has ${has} rows instead of ${had}, or others: ${row}`,
          fix: 'keep the data: a switch is a row of the platform’s, and purging is a separate, confirmed act',
        }))
    const off = await asked(bench, false)
    const whileOff = await lost('switched off,')
    const on = await asked(bench, true)
    return [...unfilled, ...off, ...whileOff, ...on, ...(await lost('switched on again,'))]
  },
}

/** Switches, and asks for every root field afterwards: all are gone, or none. */
async function asked({ plugin, host }: Workbench, enabled: boolean): Promise<Finding[]> {
  const running = await host()
  const all = running.host.graphs.for(running.host.store.bySlug(slug)!).graph.schema
  const own = new Set(rootFields(plugin).map(({ field }) => field.name.value))
  const steps = enabled
    ? []
    : [...walkQueries(all, () => [], 2), ...walkMutations(all, () => [], 2)].filter(({ field }) => own.has(field))
  const reply = await running.graph<{
    changeModules: { __typename: string; revision?: number; message?: string } | null
  }>(
    slug,
    'mutation ($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { __typename ... on ModulesChanged { revision } ... on Problem { message } } }',
    { changes: [{ module: plugin.id, enabled }] },
    { as: `admin.${slug}` },
  )
  const revision = reply.data?.changeModules?.revision
  if (revision === undefined)
    return [
      {
        culprit: `module "${plugin.id}"`,
        message: `it could not be switched ${enabled ? 'on' : 'off'}: ${reply.data?.changeModules?.message ?? reply.errors?.[0]?.message ?? ''}`,
        fix: 'mend what the message names; inUse and health must bear an empty city',
      },
    ]
  const findings: Finding[] = []
  for (const { field, query, variables } of steps) {
    const { errors } = await running.graph(slug, query, variables, { headers: { 'x-city-revision': String(revision) } })
    if (errors?.[0]?.extensions.code !== 'MODULE_DISABLED')
      findings.push({
        culprit: `root field "${field}"`,
        message: `while the module is off it answers ${errors?.[0]?.extensions.code ?? 'as if it were on'}`,
        fix: 'declare the field in the module’s own SDL and nowhere else',
      })
  }
  return findings
}
