import { defineConfig } from 'vitest/config'
import { alias, patience } from './vitest.config.ts'

/** The identity contract on a real Keycloak: apart from all other tests, because it needs Java and Maven. */
export default defineConfig({
  resolve: { alias },
  test: {
    name: 'keycloak',
    expect: patience,
    include: ['test/identity-contract/keycloak.contract.ts'],
    globalSetup: './core/testkit/src/global-postgres.ts',
    testTimeout: 90_000,
    hookTimeout: 400_000,
  },
})
