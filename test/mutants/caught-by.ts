import { expect } from 'vitest'
import { bronze, runConformance, type Failure, type Rule, type RuleResult } from '@vmeste/testkit/run-conformance'
import { join } from 'node:path'
import { root } from '../workspace.ts'
import { copyOf, makeMutant, type Edit, type MadeModule } from './make-mutant.ts'
import { weather } from './weather/plugin.ts'

/** One thing done wrong on purpose, and who has to notice. */
export interface Mutation {
  readonly name: string
  readonly edits: readonly Edit[]
  /** What is changed in the module beside it. */
  readonly neighbour?: readonly Edit[]
  readonly caught: readonly {
    readonly rule: string
    readonly culprit: string | RegExp
    readonly message: RegExp
    readonly fix: RegExp
  }[]
}

/** Rules that need a database; a mutation in words alone is tried by the others. */
export const dear: ReadonlySet<string> = new Set([
  'bronze/migrations',
  'bronze/own-schema',
  'bronze/row-security',
  'bronze/tables-agree',
  'bronze/answers',
  'bronze/switching',
  'bronze/idempotent',
])
export const rulesWithout = (left: ReadonlySet<string>): readonly Rule[] => bronze.filter(({ id }) => !left.has(id))

export async function tryRules(
  { plugin, folder }: MadeModule,
  rules: readonly Rule[],
  postgres: string,
  neighbour = join(root, 'test/mutants/weather'),
): Promise<RuleResult[]> {
  const others = [{ plugin: weather, folder: neighbour }]
  const results: RuleResult[] = []
  for await (const result of runConformance(plugin, { folder, others, postgres, rules })) results.push(result)
  return results
}

/**
 * The mutation is noticed by exactly the rules it names, and each names the culprit and the fix. That the contract has
 * changed as well is noticed too, rightly, and shown only where it is what the mutation is about.
 */
export async function expectCaught(
  { edits, neighbour = [], caught }: Mutation,
  rules: readonly Rule[],
  postgres = '',
): Promise<void> {
  const mutant = await makeMutant(edits),
    beside = copyOf('weather', neighbour)
  try {
    const results = await tryRules(mutant, rules, postgres, beside.folder)
    const named = new Set(caught.map(({ rule }) => rule))
    const failed = results
      .filter(({ outcome }) => outcome === 'failed')
      .filter(({ rule }) => rule !== 'bronze/contract-current' || named.has(rule))
    const failures: Failure[] = failed.flatMap((each) => each.failures)
    expect(new Set(failures.map(({ rule }) => rule)), JSON.stringify(failures, null, 1)).toEqual(named)
    for (const { rule, culprit, message, fix } of caught) {
      expect(failures).toContainEqual({
        rule,
        culprit: typeof culprit === 'string' ? culprit : (expect.stringMatching(culprit) as string),
        message: expect.stringMatching(message) as string,
        fix: expect.stringMatching(fix) as string,
      })
    }
    for (const { waitsFor } of results.filter(({ outcome }) => outcome === 'untried'))
      expect([...named]).toContain(waitsFor)
  } finally {
    mutant.remove()
    beside.remove()
  }
}
