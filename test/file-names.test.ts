import { describe, expect, test } from 'vitest'
import { files, read } from './workspace.ts'

/** What a test makes up for itself stands where it is used. */
const sources = files('.ts').filter(
  (file) =>
    /^(core\/|modules\/|web\/|demo\/)/.test(file) &&
    !/\.test\.ts$|\/(test|e2e|fixtures)\/|^core\/(sdk|testkit)\//.test(file),
)
const exported = (type: string): RegExp => new RegExp(`^export const \\w+: (readonly )?${type}(\\[\\])? =`, 'm')
const holding = (what: RegExp): string[] => sources.filter((file) => what.test(read(file)))
const called = (name: RegExp): string[] => sources.filter((file) => name.test(file))

/** What a file of the kind holds, and how it is called. */
const kinds: readonly (readonly [kind: string, holds: RegExp, name: RegExp])[] = [
  ['migration', /class \w+ extends Migration\b/, /\.migration\.ts$/],
  ['table', /\bdefineEntity\(/, /\.entity\.ts$/],
  [
    'resolvers',
    /^export (const \w+(: ResolverMap =| = mergeResolvers\()|function \w+\(.*\): ResolverMap\b)/m,
    /\.resolvers\.ts$/,
  ],
  ["part of the host's own graph", /^export function \w+\(.*\): CoreGraph\b/m, /\.graph\.ts$/],
  ['routes', exported('Route'), /\.routes\.ts$/],
  ['part', /^export const \w+(: Part =| = \(.*\): Part =>)/m, /\.part\.ts$/],
  [
    'personal data',
    /^export const \w+(: (readonly )?PersonalData(\[\])? =| = (personKey|aboutPeople)\(| = \(.*\): readonly PersonalData\[\] =>)/m,
    /\/([a-z-]+-)?personal-data\.ts$/,
  ],
]

describe('a kind of file has one name', () => {
  test.each(kinds)('%s', (_kind, holds, name) => {
    expect(called(name).length).toBeGreaterThan(1)
    expect(called(name)).toEqual(holding(holds))
  })

  test('recurring work', () => {
    const jobs = holding(exported('Job'))
    expect(jobs.length).toBeGreaterThan(1)
    expect(jobs.filter((file) => !file.endsWith('.job.ts'))).toEqual([])
  })

  test('words in three languages', () => {
    const texts = holding(/^export const (\w+T|t)exts\b/m)
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.filter((file) => !/\/([a-z-]+-)?texts\.ts$/.test(file))).toEqual([])
  })

  test('a composable', () => {
    const named = called(/^(web|modules\/[^/]+\/web)\/.*\/use-[a-z-]+\.ts$/)
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((file) => !/^export (function|const) use[A-Z]/m.test(read(file)))).toEqual([])
  })

  test('nothing that only tests need lies in the sources', () => {
    const doubles = files('.ts').filter((file) => /\/src\/(.*\/)?(test|fake|stub|mock)-[^/]+$/.test(file))
    expect(doubles.filter((file) => !file.startsWith('core/testkit/'))).toEqual([])
  })

  test('text of the graph lies in .graphql', () => {
    expect(sources.filter((file) => /\/\* GraphQL \*\/|typeDefs: `/.test(read(file)))).toEqual([])
  })
})
