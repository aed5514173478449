import { civicPlugin } from '@vmeste/civic'
import type { Plugin } from '@vmeste/sdk'
import { createTestHost, uzda, zhodino, type TestHost } from '../../create-test-host.ts'

/** Where handlers are tried, each against the other, and where modules are walked through and switched. */
export const benchCities = { once: 'uzda', often: 'zhodino', switched: 'kapyl' } as const

/** Recurring tasks are left out: one that came due would change what is being compared. */
const withoutJobs = (plugin: Plugin): Plugin => ({ ...plugin, jobs: {} })

export const openBenchHost = (postgres: string, modules: readonly Plugin[]): Promise<TestHost> =>
  createTestHost({
    postgres,
    modules: modules.map(withoutJobs),
    cities: [uzda, zhodino, { ...uzda, slug: benchCities.switched }],
    host: { civic: withoutJobs(civicPlugin({ mailLater: true })) },
  })
