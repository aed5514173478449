import { createRequire } from 'node:module'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/longest-first.ts'

const ignored = ['**/node_modules/**', '**/dist/**', '**/var/**']

/**
 * Vite would take graphql's ES build where Node takes its CommonJS one, and two copies do not know each other's types.
 */
export const alias = { graphql: createRequire(new URL('core/host/package.json', import.meta.url)).resolve('graphql') }

/** Vitest waits one second for what `expect.poll` waits for; a busy machine is no failure. */
export const patience = { poll: { timeout: 15_000 } }

/**
 * Kind of a test in its suffix: `.test.ts` pure, `.db.test.ts` with a real PostgreSQL, `.browser.test.ts` in a real
 * browser, `.long.test.ts` for `npm run test:long`.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          expect: patience,
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.db.test.ts', '**/*.browser.test.ts', '**/*.long.test.ts'],
          maxWorkers: 3,
          // a busy machine is no failure
          testTimeout: 20_000,
          // pure: nothing to keep apart, and each worker reads the sources once
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          expect: patience,
          include: ['**/*.db.test.ts'],
          exclude: ignored,
          globalSetup: './core/testkit/src/global-postgres.ts',
          // each has a database of its own, and each worker reads the sources once
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // one more than there are processors: many of them wait
          maxWorkers: 3,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'browser',
          expect: patience,
          include: ['**/*.browser.test.ts'],
          exclude: ignored,
          globalSetup: './core/testkit/src/global-postgres.ts',
          // files of a worker share its platform and its browser: web/e2e/shared-platform.ts
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
