import { afterAll, beforeAll, test } from 'vitest'
import type { TestHost } from '@vmeste/testkit'
import { expectAlone, hostWith, modules, nameOf, schemaIn } from './alone-matrix/alone.ts'
import { setsOf } from './subsets.ts'

let host: TestHost
beforeAll(async () => {
  host = await hostWith(modules)
})
afterAll(() => host.stop())

const { seed, sets } = setsOf(modules)
test.each(sets.map((set) => [nameOf(set), set] as const))(
  `%s boots as a host of its own and answers all that is installed there, and nothing of what is not (TEST_SEED=${seed})`,
  (_, set) => expectAlone(set, schemaIn(host, 'zhodino')),
)
