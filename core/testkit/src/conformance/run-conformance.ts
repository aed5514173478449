import type { Plugin } from '@vmeste/sdk'
import { bronze } from './bronze.ts'
import { findingOf } from './finding-of.ts'
import { Untried, type Finding, type Rule, type RuleResult, type RuleSubject } from './rule.ts'
import { openWorkbench, type ConformanceOptions } from './workbench.ts'

/**
 * Tries every rule on a module, in order, each result as soon as it is there. Nothing of a test runner is needed.
 *
 * @param options.rules those of Bronze unless given
 * @param options.postgres owner's URL of a PostgreSQL in which databases may be made and dropped
 * @example for await (const { rule, outcome, failures } of runConformance(plugin, { folder, postgres })) …
 */
export async function* runConformance(
  plugin: Plugin,
  {
    postgres,
    rules = bronze,
    ...options
  }: ConformanceOptions & { readonly postgres: string; readonly rules?: readonly Rule[] },
): AsyncGenerator<RuleResult> {
  const bench = openWorkbench(plugin, options, postgres)
  try {
    for (const rule of rules) yield await tryRule(rule, bench)
  } finally {
    await bench.close()
  }
}

export async function tryRule<Subject extends RuleSubject>(rule: Rule<Subject>, bench: Subject): Promise<RuleResult> {
  const from = performance.now()
  const result = (outcome: RuleResult['outcome'], findings: readonly Finding[], waitsFor?: string): RuleResult => ({
    rule: rule.id,
    title: rule.title,
    outcome,
    milliseconds: Math.round(performance.now() - from),
    failures: findings.map((finding) => ({ rule: rule.id, ...finding })),
    ...(waitsFor === undefined ? {} : { waitsFor }),
  })
  try {
    const findings = await rule.run(bench)
    return result(findings.length > 0 ? 'failed' : 'passed', findings)
  } catch (error) {
    if (error instanceof Untried && error.waitsFor !== rule.id) {
      const first = bench.waiting.get(error.waitsFor) ?? error.waitsFor
      bench.waiting.set(rule.id, first)
      return result('untried', [], first)
    }
    // what the rule stands on fell over under this very rule, or the module threw where nobody expects it
    return result('failed', [findingOf(error instanceof Untried ? error.cause : error, bench.plugin)])
  }
}
