import { startVitest, type Vitest } from 'vitest/node'
import { closingLine, tallyOf } from './closing-line.ts'

/**
 * `npm test`: every test, or those whose path contains an argument; the last line printed is the sum.
 * Ends with 1 when something failed, was broken, or when nothing was run.
 */
let vitest: Vitest | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // closing runs the teardowns, which stop the database
    void Promise.resolve(vitest?.close()).finally(() => process.exit(130))
  })
}

vitest = await startVitest('test', process.argv.slice(2), { run: true, watch: false })
const tally = tallyOf(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length)
await vitest.close()
console.log(`\n${closingLine(tally)}`)
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1)
