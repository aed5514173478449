import type { IdentityPort, IdentityUsers, User } from '@vmeste/host/identity'
import { fakeIdentity, keyOfTestPerson } from './fake-identity.ts'

/** Accounts of a test: who works where, by user name; they can be added to while the host runs. */
export interface TownAccounts {
  readonly identity: IdentityPort
  add(username: string, account?: Partial<User>): void
  remove(username: string): void
}

/** `operator.uzda` is an operator of Узда who reads `operator.uzda@example.test`, as the fake identity has it. */
export function townAccounts(...usernames: string[]): TownAccounts {
  const all = new Map<string, User>()
  const add = (username: string, account: Partial<User> = {}): void => {
    const [role, city] = username.split('+')[0]!.split('.')
    all.set(username, {
      id: username,
      key: keyOfTestPerson(username),
      username,
      givenName: username,
      familyName: '',
      email: `${username}@example.test`,
      emailVerified: true,
      enabled: true,
      invited: false,
      demonstration: false,
      realmRoles: ['citizen'],
      cityRoles: role && city ? [{ city, role: role === 'admin' ? 'city-admin' : role }] : [],
      ...account,
    })
  }
  for (const username of usernames) add(username)
  const users = {
    list: async ({ city, after, limit }) =>
      [...all.values()]
        .filter((user) => city === undefined || user.cityRoles.some((role) => role.city === city))
        .filter(({ username }) => after === undefined || username > after)
        .sort((a, b) => (a.username < b.username ? -1 : 1))
        .slice(0, limit),
    findByKey: async (key) => [...all.values()].find((user) => user.key === key),
  } satisfies Partial<IdentityUsers> as unknown as IdentityUsers
  return { identity: { ...fakeIdentity, users }, add, remove: (username) => void all.delete(username) }
}
