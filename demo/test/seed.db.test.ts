import appeals from '@vmeste/appeals'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { demonstrationAccounts, DemonstrationClock, seedDemonstration, type DemonstrationSummary } from '../src/seed-demonstration.ts'

let platform: TestHost
let summary: DemonstrationSummary
const clock = new DemonstrationClock()
const lines: string[] = []

beforeAll(async () => {
  platform = await createTestHost({
    postgres: inject('postgres'), cities: [], units: [identityUnit], modules: [appeals],
    host: { clock, identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts }) },
  })
  summary = await seedDemonstration(platform.host, clock, { newCity: ['appeals'], onProgress: (text) => { lines.push(text) } })

}, 120_000)
afterAll(() => platform?.stop())

const bearer = (username: string): Promise<string> => platform.host.identity!.issueToken!(username)

test('two cities with their directory, and everybody the sign-in page names', async () => {
  expect(summary.cities.map(({ slug, state }) => `${slug} ${state}`)).toEqual(['uzda made', 'zhodino made'])
  for (const { username } of demonstrationAccounts) expect(await platform.host.identity!.users.find(username), username).toMatchObject({ demonstration: true })
  const mine = await platform.graph<{ departments: { code: string; staff: { name: string }[] }[] }>('uzda', '{ departments { code staff { name } } }', {}, { as: await bearer('executor.uzda') })
  expect(mine.data.departments.filter(({ staff }) => staff.length === 0)).toEqual([])
  expect(mine.data.departments.find(({ code }) => code === 'HOUS')?.staff).toEqual([{ name: 'Павел Климович (демо)' }])
  const foreign = await platform.graph('zhodino', '{ departments { code } }', {}, { as: await bearer('executor.uzda') })
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

test('a second time nothing is done, and quickly', async () => {
  const again = await seedDemonstration(platform.host, clock, { newCity: ['appeals'] })
  expect(again.cities.map(({ state }) => state)).toEqual(['there', 'there'])
  expect(platform.host.store.all()).toHaveLength(2)
})
