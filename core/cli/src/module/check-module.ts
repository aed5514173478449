import { checkRules } from './check-rules.ts'
import { checkTests } from './check-tests.ts'
import { checkTypes } from './check-types.ts'
import { asksTheKit } from './asks-the-kit.ts'
import type { ModuleFolder } from './read-module.ts'

/** One thing to mend: who broke what, and how to put it right. */
export interface Failure {
  readonly rule: string
  readonly culprit: string
  readonly message: string
  readonly fix: string
}
export interface Checked {
  readonly what: string
  readonly seconds: number
  readonly failures: readonly Failure[]
}

/** Tries a module against the kit's rules, its types and its own tests; each result as soon as it is there. */
export async function checkModule(
  module: ModuleFolder,
  onResult: (result: Checked) => void,
): Promise<readonly Failure[]> {
  const timed = async (what: string, check: () => Promise<Failure[]>): Promise<Failure[]> => {
    const from = performance.now()
    const failures = await check()
    onResult({ what, seconds: (performance.now() - from) / 1000, failures })
    return failures
  }
  // a module's own tests know events at which its handlers have something to do; where none asks the kit, we do
  const rules = asksTheKit(module.folder) ? [] : [await timed('rules of the contract', () => checkRules(module))]
  return [
    ...rules,
    ...(await Promise.all([
      timed(rules.length > 0 ? 'tests' : 'rules of the contract, and tests', () => checkTests(module.folder)),
      timed('types', () => checkTypes(module.folder)),
    ])),
  ].flat()
}
