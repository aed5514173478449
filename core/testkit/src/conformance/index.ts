/**
 * `@vmeste/testkit/run-conformance`: the kit without a test runner. In tests it is `conformance()` of
 * `@vmeste/testkit/conformance`.
 */
export { bronze } from './bronze.ts'
export { readSources } from './bench/read-sources.ts'
export { saidBy } from './rules/terms.ts'
export { forbiddenWords } from './words/forbidden-words.ts'
export { terms } from './words/terms.ts'
export { buttonHolds, wordFaults } from './words/word-faults.ts'
export { runConformance } from './run-conformance.ts'
export { recordedOperations, type RecordedOperation } from './bench/recorded-operations.ts'
export { sayResult } from './say-result.ts'
export type { Failure, Finding, Rule, RuleResult } from './rule.ts'
export type { ConformanceOptions, ModulePlace } from './workbench.ts'
export type { EventSample, SampleCity, SampledEvent } from './bench/sample-event.ts'
