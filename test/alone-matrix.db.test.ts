import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Plugin } from '@vmeste/sdk'
import { createTestHost, misfitOf, variablesFor, walkQueries, type GraphOptions, type TestHost } from '@vmeste/testkit'
import parking from '../web/fixtures/parking/src/plugin.ts'
import { recordedOperations, type RecordedOperation } from '@vmeste/testkit/run-conformance'
import { each } from './city-walls/each.ts'
import { subsetsOf } from './subsets.ts'
import { root } from './workspace.ts'

interface Installed {
  readonly plugin: Plugin
  readonly folder: string
  readonly operations: readonly RecordedOperation[]
}

/** Every module of this repository, and one that nobody here has heard of. */
let modules: Installed[]
let host: TestHost
beforeAll(async () => {
  const ours = await Promise.all(
    globSync('modules/*/src/plugin.ts', { cwd: root })
      .sort()
      .map(async (file) => ({
        folder: join(root, file, '../..'),
        plugin: ((await import(join(root, file))) as { default: Plugin }).default,
      })),
  )
  modules = [...ours, { folder: join(root, 'web/fixtures/parking'), plugin: parking }].map((module) => ({
    ...module,
    operations: recordedOperations(module.folder),
  }))
  host = await hostWith(modules)
})
afterAll(() => host.stop())

/** A host on a database of its own, where nothing but these modules was ever installed. */
const hostWith = (installed: readonly Installed[]): Promise<TestHost> =>
  createTestHost({
    postgres: inject('postgres'),
    modules: installed.map(({ plugin }) => plugin),
    host: { packageFolders: installed.filter(({ operations }) => operations.length > 0).map(({ folder }) => folder) },
  })
const schemaIn = ({ host }: TestHost, city: string) => host.graphs.for(host.store.bySlug(city)!).graph.schema
const everybody: readonly GraphOptions[] = [{ device: 'a-device-of-somebody' }, { as: 'admin.uzda' }]

const broken = /"code":"(INTERNAL|MODULE_DISABLED|GRAPHQL_VALIDATION_FAILED)"/

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

/** The same question by its recorded hash, as a page asks it. */
async function asked(
  host: TestHost,
  city: string,
  id: string,
  variables: Record<string, unknown>,
  headers: GraphOptions['headers'],
): Promise<string> {
  const reply = await host.fetch(`/c/${city}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ id, variables }),
    headers: { 'content-type': 'application/json', authorization: 'Bearer admin.uzda', ...headers },
  })
  return reply.text()
}

/** Answers to every root query there is. */
async function walk(host: TestHost, city: string, as: GraphOptions): Promise<string[]> {
  const answers: string[] = []
  await each(
    walkQueries(schemaIn(host, city), () => [], 2),
    async ({ field, query, variables }) => {
      const { data, errors } = await host.graph(city, query, variables, as)
      answers.push(`${field} ${JSON.stringify({ data, errors })}`)
    },
  )
  return answers.sort()
}

test(
  'every set of modules composes, starts and answers; whoever is off is gone, by hash too; the neighbour notices nothing',
  { timeout: 60_000 },
  async () => {
    const before = await walk(host, 'zhodino', {})
    const refused = new Set<string>()
    const sets = subsetsOf(modules.map(({ plugin }) => plugin.id))
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

test(
  'every set boots as a host of its own and answers all that is installed there, and nothing of what is not',
  { timeout: 240_000 },
  async () => {
    for (const installed of subsetsOf(modules)) {
      const name = [...installed].map(({ plugin }) => plugin.id).join(' + ') || 'nothing'
      const alone = await hostWith([...installed])
      try {
        const { data } = await alone.graph<{ modules: { id: string; enabled: boolean }[] }>(
          'uzda',
          '{ modules { id enabled } }',
          {},
          { as: 'admin.uzda' },
        )
        expect(data.modules, name).toEqual([...installed].map(({ plugin }) => ({ id: plugin.id, enabled: true })))
        for (const as of everybody) {
          const answers = await walk(alone, 'uzda', as)
          expect(answers.length, name).toBeGreaterThan(5)
          expect(
            answers.filter((answer) => broken.test(answer)),
            name,
          ).toEqual([])
        }
        for (const module of modules) {
          for (const { id, name: operation, kind, document } of module.operations) {
            const about = `${operation} of ${module.plugin.id} with ${name}`
            if (installed.has(module)) expect(misfitOf(schemaIn(alone, 'uzda'), document), about).toBeUndefined()
            if (kind !== 'query') continue
            const reply = await asked(
              alone,
              'uzda',
              id,
              variablesFor(schemaIn(host, 'zhodino'), document, () => []),
              {},
            )
            expect(reply, about).not.toMatch(broken)
            expect(reply.includes('QUERY_UNKNOWN'), about).toBe(!installed.has(module))
          }
        }
        expect(
          alone.log.filter((line) => line.includes('"level":50')),
          name,
        ).toEqual([])
      } finally {
        await alone.stop()
      }
    }
  },
)
