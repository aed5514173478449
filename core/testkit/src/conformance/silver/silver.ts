import { afterAll, describe, inject, test } from 'vitest'
import type { Plugin } from '@vmeste/sdk'
import { tryRule } from '../run-conformance.ts'
import { sayResult } from '../say-result.ts'
import { openSilverBench, type SilverOptions } from './silver-bench.ts'
import { silverRules } from './silver-rules.ts'

export type { Furnished, Furnishing, MutationRun, PlantedPerson, SilverCity } from './furnishing.ts'
export type { SilverOptions } from './silver-bench.ts'

/**
 * Tries a module in two furnished cities against every silver rule, one test a rule. A failure says who broke it and
 * what to do.
 *
 * @example silver(plugin, { folder: join(import.meta.dirname, '..'), furnishing })
 */
export function silver(plugin: Plugin, options: SilverOptions): void {
  describe(`silver of ${plugin.id}`, () => {
    const bench = openSilverBench(plugin, options, inject('postgres'))
    afterAll(() => bench.close())
    // each asks some hundred times; on a busy machine that takes its time
    test.each(silverRules.map((rule) => [rule.id, rule.title, rule] as const))(
      '%s: %s',
      { timeout: 180_000 },
      async (_id, _title, rule) => {
        const result = await tryRule(rule, bench)
        if (result.outcome !== 'passed') throw plainly(sayResult(result))
      },
    )
  })
}

/** Where the kit was when it noticed helps nobody. */
const plainly = (message: string): Error => Object.assign(new Error(message), { stack: message })
