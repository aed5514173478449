import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**', '**/var/**']

/** Kind of a test in its suffix: `.test.ts` pure, `.db.test.ts` with a real PostgreSQL, `.browser.test.ts` in a real browser. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...ignored, '**/*.db.test.ts', '**/*.browser.test.ts'] } },
      { test: { name: 'db', include: ['**/*.db.test.ts'], exclude: ignored, globalSetup: './core/testkit/src/global-postgres.ts', testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2 } },
      { test: { name: 'browser', include: ['**/*.browser.test.ts'], exclude: ignored, globalSetup: './core/testkit/src/global-postgres.ts', testTimeout: 90_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
