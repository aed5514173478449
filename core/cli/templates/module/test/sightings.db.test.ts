import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import plugin from '../src/plugin.ts'

/** A whole platform with this one module, two cities, a clock that stands still and people by name. */
let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [plugin] })
})
afterAll(() => town.stop())

const report =
  'mutation($input: StrayAnimalsInput!) { reportStrayAnimals(input: $input) { __typename ... on StrayAnimalsSighting { id place } ... on InvalidInput { fields { path } } } }'
const list = '{ strayAnimals { id place closedAt } }'
const close =
  'mutation($id: UUID!) { closeStrayAnimals(id: $id) { __typename ... on StrayAnimalsSighting { closedAt } ... on Problem { code } } }'
interface Reported {
  reportStrayAnimals: { __typename: string; id: string; fields?: { path: string }[] }
}
const places = async (city: string) =>
  (await town.graph<{ strayAnimals: { place: string }[] }>(city, list)).data.strayAnimals.map(({ place }) => place)

test('what a guest has seen stands in the list of that city only', async () => {
  const { data } = await town.graph<Reported>('uzda', report, { input: { kind: 'DOG', place: 'ул. Ленина, 5' } })
  expect(data.reportStrayAnimals).toMatchObject({ __typename: 'StrayAnimalsSighting', place: 'ул. Ленина, 5' })
  expect(await places('uzda')).toContain('ул. Ленина, 5')
  expect(await places('zhodino')).toEqual([])
})

test("what is wrong is said beside its field, in the reader's language", async () => {
  const { data } = await town.graph<Reported>('uzda', report, { input: { kind: 'CAT', place: ' ' } }, { lang: 'be' })
  expect(data.reportStrayAnimals).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: 'input.place' }] })
})

test('only the service says that an animal is helped, in its own city, and twice is once', async () => {
  const { data } = await town.graph<Reported>('uzda', report, { input: { kind: 'OTHER', place: 'у школы' } })
  const { id } = data.reportStrayAnimals
  expect((await town.graph('uzda', close, { id }, { as: 'citizen' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await town.graph('zhodino', close, { id }, { as: 'operator.zhodino' })).data).toEqual({
    closeStrayAnimals: { __typename: 'NotFound', code: 'SIGHTING_UNKNOWN' },
  })
  const first = await town.graph('uzda', close, { id }, { as: 'operator.uzda' })
  town.clock.advance(60_000)
  expect((await town.graph('uzda', close, { id }, { as: 'operator.uzda' })).data).toEqual(first.data)
})

test('a report about a stray animal becomes a sighting once, however often its event comes', async () => {
  const event = {
    specversion: '1.0',
    id: crypto.randomUUID(),
    type: 'appeals.report.routed@1',
    source: '/c/uzda',
    subject: 'appeals:Report:1',
    time: town.clock.now().toISOString(),
    datacontenttype: 'application/json',
  } as const
  const uzda = town.host.store.all().find(({ city }) => city.slug === 'uzda')!.city.id
  const ctx = town.host.systemScope(uzda, 'test').ctx(plugin)
  const hear = (topic: string, report: string) =>
    ctx.db.transaction((tx) =>
      plugin.subscribes![0]!.handle(ctx, { ...event, data: { report, number: 'УЗ-С-7', topic } }, tx),
    )
  const id = crypto.randomUUID()
  await hear('ANIM.STRAY', id)
  await hear('ANIM.STRAY', id)
  await hear('ROAD.HOLE', crypto.randomUUID())
  expect((await places('uzda')).filter((place) => place === 'УЗ-С-7')).toHaveLength(1)
})
