import type { Plugin } from '@vmeste/sdk'
import { tryRule } from '../run-conformance.ts'
import type { Rule, RuleResult } from '../rule.ts'
import { openSilverBench, type SilverBench, type SilverOptions } from './silver-bench.ts'
import { silverRules } from './silver-rules.ts'

/**
 * Tries every silver rule on a module, in order, each result as soon as it is there. Nothing of a test runner is needed.
 *
 * @param options.postgres owner's URL of a PostgreSQL in which databases may be made and dropped
 */
export async function* runSilver(
  plugin: Plugin,
  {
    postgres,
    rules = silverRules,
    ...options
  }: SilverOptions & { readonly postgres: string; readonly rules?: readonly Rule<SilverBench>[] },
): AsyncGenerator<RuleResult> {
  const bench = openSilverBench(plugin, options, postgres)
  try {
    for (const rule of rules) yield await tryRule(rule, bench)
  } finally {
    await bench.close()
  }
}
