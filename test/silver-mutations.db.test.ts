import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { runSilver, silverRules } from '@vmeste/testkit/run-silver'
import type { Failure } from '@vmeste/testkit/run-conformance'
import { benchesPlugin, type Mistake } from './silver/benches/plugin.ts'
import { furnishing } from './silver/benches/furnish.ts'

const folder = join(import.meta.dirname, 'silver/benches')
const patience = { timeout: 120_000 }

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
  ['asks row by row', 'counts askers', 'takes anything', 'shows words at once'],
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

test('no silver rule is there that has caught nothing but a furnishing that shows nothing', () => {
  const catching = new Set(Object.values(caught).map(([rule]) => rule))
  expect(silverRules.map(({ id }) => id).filter((id) => !catching.has(id))).toEqual(['silver/furnished'])
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
