import { buildPortal } from '@vmeste/web/build'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { runTests } from './run-vitest.ts'

/**
 * `npm run test:long`: what takes longer than a landing may: floods, whole matrices, chaos; or those whose path
 * contains an argument.
 */
await runTests({
  config: 'vitest.long.config.ts',
  filters: process.argv.slice(2),
  before: async () => buildPortal({ modules: (await installedModules()).folders }),
})
