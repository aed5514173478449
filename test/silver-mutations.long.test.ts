import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { runSilver, silverRules } from '@vmeste/testkit/run-silver'
import type { Failure } from '@vmeste/testkit/run-conformance'
import { benchesPlugin, type Mistake } from './silver/benches/plugin.ts'
import { furnishing } from './silver/benches/furnish.ts'

const folder = join(import.meta.dirname, 'silver/benches')
const patience = { timeout: 180_000 }

async function failuresOf(...mistakes: readonly Mistake[]): Promise<Failure[]> {
  const failures: Failure[] = []
  const options = { folder, furnishing, postgres: inject('postgres') }
  for await (const result of runSilver(benchesPlugin(...mistakes), options)) {
    expect(result.outcome, `${result.rule} ${JSON.stringify(failures)}`).not.toBe('untried')
    failures.push(...result.failures)
  }
  return failures
}

/** Who has to be caught by which rule, and by which words; each mistake shows in something of its own. */
const caught: Readonly<Record<Mistake | 'throws too', readonly [rule: string, culprit: string, message: RegExp]>> = {
  'lists everybody’s': ['silver/walls-read', 'Query.benches', /saw «МЕТКА-ЖОДИНО» of another city, asked by \{\}/],
  'finds everybody’s': ['silver/walls-read', 'Query.bench', /saw «МЕТКА-ЖОДИНО» of another city, asked by \{"id"/],
  'filters everybody’s': ['silver/walls-read', 'Query.benchesAt', /of another city, asked by \{"place"/],
  'remembers staff': ['silver/walls-read', 'Query.benchCount', /operator of one city gets another answer in the other/],
  'breaks everybody’s': ['silver/walls-write', 'Mutation.breakBench', /changed benches\.bench of the other|was shown/],
  'serves everybody’s': ['silver/walls-files', '/c/zhodino/m/benches/plate/', /got 200/],
  'tells everybody': ['silver/walls-live', 'Subscription.benchPut', /heard in uzda what happened in zhodino/],
  'writes down everybody’s': ['silver/walls-rows', 'table benches.told', /says «.+» of uzda/],
  'asks row by row': ['silver/statements', 'Query.benches', /statements for 50 rows/],
  'counts askers': ['silver/both-doors', 'operation benchCount', /by its text and .+ by its hash/],
  'counts done': ['silver/same-done', 'operation paintBench', /by its text it is answered/],
  'takes anything': ['silver/bad-input', 'Mutation.putBench', /it is taken/],
  throws: ['silver/bad-input', 'Mutation.putBench', /INTERNAL/],
  'speaks one language': ['silver/bad-input', 'Mutation.paintBench', /not in three languages/],
  'lets everybody in': ['silver/rights', 'Mutation.putBench', /guest is let in/],
  'shows words at once': ['silver/words', 'Query.bench', /a stranger reads «Хитров»/],
  'shows words on a page': ['silver/words', 'GET /c/:city/m/benches/card/:id', /a stranger reads «Хитров» at/],
  'answers with words': ['silver/words', 'Mutation.paintBench', /a stranger reads «Хитров»/],
  'tells words live': ['silver/words', 'Subscription.benchPut', /a stranger hears «Хитров»/],
  'covers nothing': ['silver/covered', 'Query.bench', /a stranger reads «1734», asked by \{"id"/],
  'names staff': ['silver/covered', 'Query.benches', /a stranger reads «Test operator\.uzda»/],
  'keeps who was erased': ['silver/erased', 'table benches.bench', /still says «.+» of whoever was erased/],
  'tells who it was': ['silver/erased', 'event benches.bench.put@1', /says «.+\.uzda» of a person/],
  'keeps it to itself': ['silver/erased', 'column benches.bench.person', /in no personalData/],
  'throws too': ['silver/log', 'the log', /too long for me/],
}

test('a module that keeps every rule passes them', patience, async () => {
  expect(await failuresOf()).toEqual([])
})

// several share a module, for each costs a host; no two of one group show in the same place
test.each<[Mistake, ...Mistake[]]>([
  [
    'lists everybody’s',
    'finds everybody’s',
    'filters everybody’s',
    'remembers staff',
    'breaks everybody’s',
    'serves everybody’s',
    'tells everybody',
    'writes down everybody’s',
    'counts done',
    'speaks one language',
    'lets everybody in',
    'throws',
  ],
  [
    'asks row by row',
    'counts askers',
    'takes anything',
    'shows words at once',
    'shows words on a page',
    'answers with words',
    'tells words live',
    'covers nothing',
    'names staff',
    'keeps who was erased',
    'tells who it was',
    'keeps it to itself',
  ],
])('each mistake is caught by the rule that is meant for it: %s and others', patience, async (...mistakes) => {
  const failures = await failuresOf(...mistakes)
  for (const mistake of [...mistakes, ...(mistakes.includes('throws') ? (['throws too'] as const) : [])]) {
    const [rule, culprit, message] = caught[mistake]
    expect(failures, mistake).toContainEqual({
      rule,
      culprit: expect.stringContaining(culprit) as string,
      message: expect.stringMatching(message) as string,
      fix: expect.stringMatching(/./) as string,
    })
  }
})

test('no silver rule is there that has caught nothing but a furnishing that shows nothing and a page that is not looked at', () => {
  const catching = new Set(Object.values(caught).map(([rule]) => rule))
  expect(silverRules.map(({ id }) => id).filter((id) => !catching.has(id))).toEqual([
    'silver/furnished',
    'silver/page-states',
  ])
})

test('a page that no state opens, or none as somebody it is open to, is named', patience, async () => {
  const copy = await mkdtemp(join(tmpdir(), 'vmeste-benches-'))
  try {
    await cp(folder, copy, { recursive: true })
    const web = {
      routes: [
        { path: '/', name: 'benches', title: 'benches' },
        { path: '/put/:street?', name: 'put', title: 'put', permission: 'benches.break' },
        { path: '/put/:street/:house', name: 'house', title: 'house' },
      ],
      publicPages: [{ path: '/bench', name: 'all', query: 'benches', actions: {} }],
    }
    await writeFile(join(copy, 'contract/web.json'), JSON.stringify(web))
    const plugin = benchesPlugin()
    const breaking = { ...plugin.permissions!['benches.put']!, default: ['head'] }
    const rules = silverRules.filter(({ id }) => id === 'silver/page-states')
    const options = { folder: copy, furnishing, postgres: inject('postgres'), rules }
    const found: Failure[] = []
    for await (const { failures } of runSilver({ ...plugin, permissions: { 'benches.break': breaking } }, options))
      found.push(...failures)
    expect(found.map(({ culprit, message }) => [culprit, message])).toEqual([
      ['page /put/:street?', 'it is looked at by those alone who lack benches.break'],
      ['page /put/:street/:house', 'no state of it is looked at'],
      ['page /bench', 'no state of it is looked at'],
    ])
  } finally {
    await rm(copy, { recursive: true })
  }
})

test('a furnishing that leaves out what a query shows is told so', patience, async () => {
  const empty = { ...furnishing, furnish: async () => ({}), wordless: [] }
  const options = { folder, furnishing: empty, postgres: inject('postgres'), rules: silverRules.slice(0, 1) }
  for await (const { failures } of runSilver(benchesPlugin(), options))
    expect(failures.map(({ culprit }) => culprit)).toEqual([
      'Query.benches',
      'Query.bench',
      'Query.benchesAt',
      'Query.benchCount',
    ])
})
