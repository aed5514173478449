import type { RuleResult } from './rule.ts'

/** A result as people read it. */
export function sayResult({ rule, outcome, failures, waitsFor }: RuleResult): string {
  if (outcome === 'untried') return `${rule} was not tried: mend ${waitsFor} first`
  return failures.map(({ culprit, message, fix }) => `${rule}: ${culprit}\n  ${message}\n  Fix: ${fix}`).join('\n')
}
