import { buildPortal } from '@vmeste/web/build'
import { step } from './step.ts'

/**
 * Builds the portal and the modules whose folders are given. Half a build counts for nothing, so it may end at any
 * moment.
 */
await step(async (stop) => {
  stop.addEventListener('abort', () => process.exit(1), { once: true })
  await buildPortal({ modules: process.argv.slice(2), oneByOne: true })
})
