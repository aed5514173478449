import type { TestModule } from 'vitest/node'

/** What a run of tests came to. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Counts tests; a file that could not even be loaded, and an error outside any test, is a failure too. */
export function tallyOf(modules: readonly TestModule[], strayErrors: number): Tally {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
  const broken = modules.reduce(
    (sum, module) =>
      sum +
      module.errors().length +
      [...module.children.allSuites()].reduce((all, suite) => all + suite.errors().length, 0),
    0,
  )
  const count = (state: string): number => states.filter((each) => each === state).length
  return {
    passed: count('passed'),
    failed: count('failed') + count('pending') + broken + strayErrors,
    skipped: count('skipped'),
  }
}

/** The last line of every test command, the same for people and for scripts: `12 passed, 0 failed, 1 skipped`. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** The sum of several runs by what they printed; a run that did not come to its closing line counts as one failure. */
export function sumOf(outputs: readonly string[]): Tally {
  return outputs
    .map((output) => {
      const last = output.trimEnd().split('\n').at(-1) ?? ''
      const [, passed, failed, skipped = '0'] = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last) ?? [
        '',
        '0',
        '1',
      ]
      return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) }
    })
    .reduce(
      (sum, one) => ({
        passed: sum.passed + one.passed,
        failed: sum.failed + one.failed,
        skipped: sum.skipped + one.skipped,
      }),
      { passed: 0, failed: 0, skipped: 0 },
    )
}
