/** The public entry of `@vmeste/testkit`. */
export {
  createTestHost,
  uzda,
  zhodino,
  type GraphOptions,
  type GraphReply,
  type TestHost,
  type TestHostOptions,
} from './create-test-host.ts'
export { askIn, enterServices, type Ask, type TestService } from './enter-services.ts'
export { FakeClock } from './fake-clock.ts'
export { fakeIdentity, keyOfTestPerson } from './fake-identity.ts'
export { fakeImap, type FakeImap } from './fake-imap.ts'
export { fakeSmtp, type FakeSmtp } from './fake-smtp.ts'
export { misfitOf } from './misfit-of.ts'
export { createTestDatabase, testSecret } from './test-database.ts'
export { nestedLists, type Literals, type NestedQuery } from './nest-lists.ts'
export { townAccounts, type TownAccounts } from './town-accounts.ts'
export { textOfLetter } from './text-of-letter.ts'
export {
  variablesFor,
  walkMutations,
  walkQueries,
  walkSubscriptions,
  type ArgumentValues,
  type WalkStep,
} from './walk-graph.ts'
