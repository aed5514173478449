import { buildPortal } from '@vmeste/web/build'
import { createVitest } from 'vitest/node'
import { installedPackages } from '../core/cli/src/platform/installed-modules.ts'
import { closingLine, tallyOf } from './closing-line.ts'

/**
 * `npm test`: every test, or those whose path contains an argument; the last line printed is the sum.
 * Ends with 1 when something failed, was broken, or when nothing was run.
 */
const vitest = await createVitest({ run: true, watch: false })
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Vitest's own listener would end the process before the teardowns
  process.removeAllListeners(signal).on(signal, () => {
    if (stopped) return
    stopped = true
    setTimeout(() => process.exit(130), 15_000).unref()
    // what runs comes to its own end, then the teardowns stop the database
    void vitest.cancelCurrentRun('keyboard-input').then(() => vitest.close()).finally(() => process.exit(130))
  })
}

let broken = 0
try {
  // once and before all: two tests that found it stale together would build over each other
  await buildPortal({ modules: (await installedPackages()).packages.map(({ folder }) => folder) })
  await vitest.start(process.argv.slice(2))
} catch (error) {
  broken = 1
  console.error(error)
}
const tally = tallyOf(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length + broken)
await vitest.close()
console.log(`\n${closingLine(tally)}`)
process.exitCode = !stopped && tally.failed === 0 && tally.passed > 0 ? 0 : 1
