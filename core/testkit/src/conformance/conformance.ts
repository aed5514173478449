import { afterAll, describe, inject, test } from 'vitest'
import type { Plugin } from '@vmeste/sdk'
import { bronze } from './bronze.ts'
import { tryRule } from './run-conformance.ts'
import { sayResult } from './say-result.ts'
import { openWorkbench, type ConformanceOptions } from './workbench.ts'

/**
 * Tries a module against every rule of the kit, one test a rule. A failure says who broke it and what to do.
 *
 * @example conformance(plugin, { folder: join(import.meta.dirname, '..') })
 */
export function conformance(plugin: Plugin, options: ConformanceOptions): void {
  describe(`conformance of ${plugin.id}`, () => {
    const bench = openWorkbench(plugin, options, inject('postgres'))
    afterAll(() => bench.close())
    test.each(bronze.map((rule) => [rule.id, rule.title, rule] as const))('%s: %s', async (_id, _title, rule) => {
      const result = await tryRule(rule, bench)
      if (result.outcome !== 'passed') throw plainly(sayResult(result))
    })
  })
}

/** Where the kit was when it noticed helps nobody. */
const plainly = (message: string): Error => Object.assign(new Error(message), { stack: message })
