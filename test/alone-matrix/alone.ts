import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import type { Plugin } from '@vmeste/sdk'
import { createTestHost, misfitOf, variablesFor, walkQueries, type GraphOptions, type TestHost } from '@vmeste/testkit'
import { recordedOperations, type RecordedOperation } from '@vmeste/testkit/run-conformance'
import { each } from '@vmeste/testkit/run-silver'
import parking from '../../web/fixtures/parking/src/plugin.ts'
import { root } from '../workspace.ts'

export interface Placed {
  readonly plugin: Plugin
  readonly folder: string
  readonly operations: readonly RecordedOperation[]
}

/** Every module of this repository, and one that nobody here has heard of. */
export const modules: readonly Placed[] = [
  ...(await Promise.all(
    globSync('modules/*/src/plugin.ts', { cwd: root })
      .sort()
      .map(async (file) => ({
        folder: join(root, file, '../..'),
        plugin: ((await import(join(root, file))) as { default: Plugin }).default,
      })),
  )),
  { folder: join(root, 'web/fixtures/parking'), plugin: parking },
].map((module) => ({ ...module, operations: recordedOperations(module.folder) }))

/** A host on a database of its own, where nothing but these modules was ever installed. */
export const hostWith = (installed: readonly Placed[]): Promise<TestHost> =>
  createTestHost({
    postgres: inject('postgres'),
    modules: installed.map(({ plugin }) => plugin),
    host: { packageFolders: installed.filter(({ operations }) => operations.length > 0).map(({ folder }) => folder) },
  })
export const schemaIn = ({ host }: TestHost, city: string) => host.graphs.for(host.store.bySlug(city)!).graph.schema
export const everybody: readonly GraphOptions[] = [{ device: 'a-device-of-somebody' }, { as: 'admin.uzda' }]
export const broken = /"code":"(INTERNAL|MODULE_DISABLED|GRAPHQL_VALIDATION_FAILED)"/
export const nameOf = (set: ReadonlySet<Placed>): string =>
  [...set].map(({ plugin }) => plugin.id).join(' + ') || 'nothing'

/** The same question by its recorded hash, as a page asks it. */
export async function asked(
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
export async function walk(host: TestHost, city: string, as: GraphOptions): Promise<string[]> {
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

/**
 * These modules alone on a host of their own answer all that is installed there, and nothing of what is not.
 *
 * @param whole schema of all of them, by which a question is made that this host may not know
 */
export async function expectAlone(installed: ReadonlySet<Placed>, whole: ReturnType<typeof schemaIn>): Promise<void> {
  const name = nameOf(installed)
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
          variablesFor(whole, document, () => []),
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
