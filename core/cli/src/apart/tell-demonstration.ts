import { DemonstrationClock, demonstrationAccounts, seedDemonstration } from '@vmeste/demo'
import { migratedLines } from '../platform/migrated-lines.ts'
import { openPlatform } from '../platform/open-platform.ts'
import { readEnv } from '../platform/read-env.ts'
import { requireWhole } from '../platform/require-whole.ts'
import { step } from './step.ts'

/**
 * Tells the demonstration on the whole platform of this installation, before a host runs on it: its clock steps through
 * the past, and what happens there must be handled by nobody whose clock does not.
 */
await step(async (stop) => {
  const clock = new DemonstrationClock()
  const platform = await openPlatform(readEnv(), {
    clock,
    demonstrationAccounts,
    waiting: {
      say: (line) => {
        console.log(line)
      },
      signal: stop,
    },
  })
  try {
    for (const line of migratedLines(platform.host.storage.applied)) console.log(line)
    await requireWhole(platform)
    const told = seedDemonstration(platform.host, clock, {
      newCity: platform.modules.newCity,
      onProgress: (text) => {
        console.log(`  … ${text}`)
      },
    })
    told.catch(() => undefined) // told to stop, it is left where it is: the next start goes on there
    await Promise.race([
      told,
      new Promise((_, reject) => {
        stop.addEventListener('abort', reject, { once: true })
      }),
    ])
  } finally {
    await platform.stop()
  }
})
