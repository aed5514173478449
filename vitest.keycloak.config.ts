import { defineConfig } from 'vitest/config'

/** The identity contract on a real Keycloak: apart from all other tests, because it needs Java and Maven. */
export default defineConfig({
  test: { name: 'keycloak', include: ['test/identity-contract/keycloak.contract.ts'], testTimeout: 90_000, hookTimeout: 400_000 },
})
