import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, type TestHost } from '@vmeste/testkit'

let city: TestHost
const users = () => city.host.identity!.users
beforeAll(async () => {
  const identity = embeddedIdentity({ demonstrationAccounts: [] })
  city = await createTestHost({ postgres: inject('postgres'), units: [identityUnit], host: { identity } })
})
afterAll(() => city.stop())

const role = { city: 'zhodino', role: 'city-admin' }
const erase = async (as: string) =>
  (
    await city.graph<{ r: { code?: string; message?: string; account?: boolean } }>(
      'uzda',
      `mutation { r: eraseMyData(confirm: "удалить", everywhere: true) { ... on MyDataErased { account } ... on Problem { code message } } }`,
      {},
      { as: await city.host.identity!.issueToken!(as, 600) },
    )
  ).data.r

test('whoever administers a city alone ends their account after another was appointed', async () => {
  await users().create({ username: 'alone', givenName: 'alone', demonstration: true, cityRoles: [role] })
  await users().create({ username: 'next', givenName: 'next', demonstration: true })
  const refused = await erase('alone')
  expect(refused.code).toBe('DATA_LAST_ADMIN')
  expect(refused.message).toMatch(/^Вы единственный администратор: Жодино\. Сначала назначьте другого/)
  expect(await users().find('alone')).toBeDefined()
  await users().grant('next', role)
  expect(await erase('alone')).toEqual({ account: true })
  expect(await users().find('alone')).toBeUndefined()
})

test('of the last administrators who end their accounts at the same moment one stays', async () => {
  const all = ['first', 'second', 'third']
  for (const username of all)
    await users().create({ username, givenName: username, demonstration: true, cityRoles: [role] })
  // whoever was appointed by the test before goes first: the three are all there are
  await users().withdraw('next', role)
  const answers = await Promise.all(all.map(erase))
  expect(answers.filter(({ account }) => account)).toHaveLength(2)
  expect(answers.filter(({ code }) => code === 'DATA_LAST_ADMIN')).toHaveLength(1)
  const left = await Promise.all(all.map((username) => users().find(username)))
  expect(left.filter(Boolean)).toHaveLength(1)
})
