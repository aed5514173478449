import { moduleTests } from '@vmeste/testkit/vitest'

/** `.test.ts` alone, `.db.test.ts` with a real PostgreSQL of its own. */
export default moduleTests(import.meta.dirname)
