import { buildPortal } from '@vmeste/web/build'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { contractReport } from './contract-report.ts'
import { runTests } from './run-vitest.ts'

/** `npm test`: every test, or those whose path contains an argument. */
await runTests({
  filters: process.argv.slice(2),
  // two tests that found it stale together would build over each other
  before: async () => buildPortal({ modules: (await installedModules()).folders }),
  report: (modules) =>
    contractReport(
      'the embedded provider',
      modules,
      'On a real Keycloak (left out here; needs Java and Maven): npm run test:keycloak',
    ),
})
