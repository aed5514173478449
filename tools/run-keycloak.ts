import { parseArgs } from 'node:util'
import { contractReport } from './contract-report.ts'
import { runTests } from './run-vitest.ts'

/**
 * `npm run test:keycloak`: the identity contract on a real Keycloak. With `-- --fault audience` on one that was set up
 * wrongly: that must be red.
 */
const {
  values: { fault },
} = parseArgs({ options: { fault: { type: 'string' } } })
if (fault) process.env['VMESTE_CONTRACT_FAULT'] = fault
await runTests({
  config: 'vitest.keycloak.config.ts',
  filters: [],
  report: (modules) => contractReport(`Keycloak${fault ? ` with the fault "${fault}"` : ''}`, modules),
})
