import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import './global-postgres.ts'

/**
 * Vite would take graphql's ES build where Node takes its CommonJS one, and two copies do not know each other's types.
 */
const graphql = createRequire(new URL('../package.json', import.meta.url)).resolve('graphql')

/**
 * The Vitest settings of a module outside this repository: one real PostgreSQL for the run, `inject('postgres')` in a
 * test.
 *
 * @param root folder of the module
 * @example export default moduleTests(import.meta.dirname)
 */
export const moduleTests = (root: string) =>
  defineConfig({
    root,
    resolve: { alias: { graphql } },
    test: {
      include: ['**/*.test.ts'],
      exclude: ['**/node_modules/**', '**/dist/**'],
      maxWorkers: 2,
      testTimeout: 30_000,
      hookTimeout: 60_000,
      globalSetup: fileURLToPath(new URL('./global-postgres.ts', import.meta.url)),
    },
  })
