import { afterAll, beforeAll, expect, test } from 'vitest'
import { misfitOf, variablesFor, type GraphOptions, type TestHost } from '@vmeste/testkit'
import {
  asked,
  broken,
  everybody,
  expectAlone,
  hostWith,
  modules,
  nameOf,
  schemaIn,
  walk,
} from './alone-matrix/alone.ts'
import { setsOf } from './subsets.ts'

let host: TestHost
beforeAll(async () => {
  host = await hostWith(modules)
})
afterAll(() => host.stop())

/** Switches Узда to exactly these modules, as its administrator would. */
async function switchTo(on: ReadonlySet<string>): Promise<GraphOptions['headers']> {
  const changes = modules.map(({ plugin }) => ({ module: plugin.id, enabled: on.has(plugin.id) }))
  const { data } = await host.graph<{ changeModules: { revision: number } }>(
    'uzda',
    'mutation ($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { ... on ModulesChanged { revision } } }',
    { changes },
    { as: 'admin.uzda' },
  )
  return { 'x-city-revision': String(data.changeModules.revision) }
}

test(
  'every set of modules composes, starts and answers; whoever is off is gone, by hash too; the neighbour notices nothing',
  { timeout: 60_000 },
  async () => {
    const before = await walk(host, 'zhodino', {})
    const refused = new Set<string>()
    const { seed, sets } = setsOf(modules.map(({ plugin }) => plugin.id))
    console.log(`sets of modules by TEST_SEED=${seed}`)
    expect(sets.length).toBeGreaterThan(2 * modules.length)
    for (const on of sets) {
      const name = [...on].join(' + ') || 'nothing'
      const headers = await switchTo(on)
      for (const as of everybody) {
        const answers = await walk(host, 'uzda', { ...as, headers: headers! })
        expect(answers.length, name).toBeGreaterThan(5)
        expect(
          answers.filter((answer) => broken.test(answer)),
          name,
        ).toEqual([])
      }
      for (const { plugin, operations } of modules) {
        for (const { id, name: operation, kind, document } of operations) {
          const about = `${operation} of ${plugin.id} with ${name}`
          const misfit = misfitOf(schemaIn(host, 'uzda'), document)
          if (on.has(plugin.id)) expect(misfit, about).toBeUndefined()
          if (kind !== 'query') continue
          const reply = await asked(
            host,
            'uzda',
            id,
            variablesFor(schemaIn(host, 'zhodino'), document, () => []),
            headers,
          )
          expect(reply, about).not.toContain('"INTERNAL"')
          // a page may ask the platform alone, which answers whoever is off
          expect(reply.includes('MODULE_DISABLED'), about).toBe(misfit !== undefined)
          if (misfit !== undefined) refused.add(plugin.id)
        }
      }
    }
    expect(refused, 'of each that has pages').toEqual(
      new Set(modules.filter(({ operations }) => operations.length > 0).map(({ plugin }) => plugin.id)),
    )
    expect(host.log.filter((line) => line.includes('"level":50'))).toEqual([])
    expect(await walk(host, 'zhodino', {})).toEqual(before)
  },
)

// every set of them boots in alone-matrix.long.test.ts
const { seed, sample } = setsOf(modules)
test.each(sample.map((set) => [nameOf(set), set] as const))(
  `%s boots as a host of its own and answers all that is installed there, and nothing of what is not (TEST_SEED=${seed})`,
  { timeout: 60_000 },
  (_, set) => expectAlone(set, schemaIn(host, 'zhodino')),
)
