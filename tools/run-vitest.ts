import { createVitest, type TestModule } from 'vitest/node'
import { closingLine, tallyOf } from './closing-line.ts'

export interface TestRun {
  /** Another configuration than the usual. */
  readonly config?: string
  /** Only files whose path contains one of them. */
  readonly filters: readonly string[]
  /** Once and before all. */
  readonly before?: () => Promise<unknown>
  /** Lines to print before the last one. */
  readonly report?: (modules: readonly TestModule[]) => string
}

/**
 * Runs tests to their end; the last line printed is the sum. Ends with 1 when something failed, was broken, or when
 * nothing was run.
 */
export async function runTests({ config, filters, before, report }: TestRun): Promise<void> {
  const vitest = await createVitest({ run: true, watch: false, ...(config ? { config } : {}) })
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Vitest's own listener would end the process before the teardowns
    process.removeAllListeners(signal).on(signal, () => {
      if (stopped) return
      stopped = true
      setTimeout(() => process.exit(130), 15_000).unref()
      // what runs comes to its own end, then the teardowns stop the database
      void vitest
        .cancelCurrentRun('keyboard-input')
        .then(() => vitest.close())
        .finally(() => process.exit(130))
    })
  }

  let broken = 0
  try {
    await before?.()
    await vitest.start([...filters])
  } catch (error) {
    broken = 1
    console.error(error)
  }
  const modules = vitest.state.getTestModules()
  const tally = tallyOf(modules, vitest.state.getUnhandledErrors().length + broken)
  await vitest.close()
  const lines = report?.(modules)
  console.log(`\n${lines ? `${lines}\n\n` : ''}${closingLine(tally)}`)
  process.exitCode = !stopped && tally.failed === 0 && tally.passed > 0 ? 0 : 1
}
