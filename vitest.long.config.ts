import { defineConfig } from 'vitest/config'
import { alias, patience } from './vitest.config.ts'

/**
 * `npm run test:long`: floods, whole matrices and chaos, one after another, because each of them wants the machine for
 * itself.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    name: 'long',
    expect: patience,
    // and what the short run does fewer times
    include: ['**/*.long.test.ts', 'test/hot-switch.db.test.ts'],
    env: { TEST_SWITCHES: '200' },
    exclude: ['**/node_modules/**', '**/dist/**', '**/var/**'],
    globalSetup: './core/testkit/src/global-postgres.ts',
    testTimeout: 900_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
})
