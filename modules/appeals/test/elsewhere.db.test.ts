import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { askIn } from '@vmeste/testkit'
import { openTown, submit, type Town } from './town.ts'

let town: Town
const square = (lat: number, lon: number) =>
  `{ lat: ${lat - 0.02}, lon: ${lon - 0.02} }, { lat: ${lat - 0.02}, lon: ${lon + 0.02} }, { lat: ${lat + 0.02}, lon: ${lon + 0.02} }, { lat: ${lat + 0.02}, lon: ${lon - 0.02} }`
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const draw = (city: string, lat: number, lon: number) =>
  askIn(town, city)(
    `mutation { saveTerritory(input: { code: "ALL", name: { ru: "Город", be: "Горад", en: "Town" }, polygon: [${square(lat, lon)}] }) { __typename } }`,
    {},
    { as: `admin.${city}` },
  )
const at = (lat: number, lon: number, more = {}) => ({ place: { point: { lat, lon } }, topic: 'ROAD.HOLE', ...more })
const counted = async () =>
  (
    await town.ctx.db.read
      .selectFrom('report')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

test('a city that has drawn no outline reaches 40 km around its middle', async () => {
  const { lat, lon } = town.ctx.city.centre
  expect((await submit(town, at(lat + 0.3, lon))).__typename).toBe('SubmittedReport')
  expect(await submit(town, at(lat + 0.5, lon))).toMatchObject({ __typename: 'PlaceElsewhere', turned: null })
})

test('a point outside the outline is asked about before anything is stored, and sent when it is meant', async () => {
  const { lat, lon } = town.ctx.city.centre
  await draw('uzda', lat, lon)
  const before = await counted()
  for (const [far, east] of [
    [55.75, 37.62],
    [0, 0],
    [0.0001, -0.0001],
    [-33, 18],
    [89.9, 0],
  ] as const)
    expect(await submit(town, at(far, east))).toMatchObject({
      __typename: 'PlaceElsewhere',
      code: 'PLACE_ELSEWHERE',
      turned: null,
      city: null,
    })
  expect(await counted()).toBe(before)
  expect((await submit(town, at(55.75, 37.62, { anyPlace: true }))).__typename).toBe('SubmittedReport')
})

test('within 500 m of the line it is the city’s: phones are wrong by that much', async () => {
  const { lat, lon } = town.ctx.city.centre
  expect((await submit(town, at(lat + 0.02 + 450 / 111_195, lon))).__typename).toBe('SubmittedReport')
  expect((await submit(town, at(lat + 0.02 + 550 / 111_195, lon))).__typename).toBe('PlaceElsewhere')
  expect((await submit(town, at(lat + 0.01, lon + 0.01))).__typename).toBe('SubmittedReport')
})

test('turned axes are turned back, and a neighbour’s place names the neighbour', async () => {
  const { lat, lon } = town.ctx.city.centre
  expect(await submit(town, at(lon, lat))).toMatchObject({ turned: { lat, lon }, city: null })
  const there = town.host.store.bySlug('zhodino')!.city.centre
  await draw('zhodino', there.lat, there.lon)
  expect(await submit(town, at(there.lat, there.lon))).toMatchObject({
    turned: null,
    city: { slug: 'zhodino', name: 'Жодино' },
  })
  // a field between the two is nobody's
  expect(await submit(town, at(there.lat + 0.1, there.lon))).toMatchObject({ turned: null, city: null })
})

test('what is reported twice at one house without a point is one thing, however the house is written', async () => {
  const from = (address: string, more = {}) => ({ place: { address }, topic: 'WASTE.BIN', ...more })
  const first = await submit(town, from('ул. Гагарина, 3'))
  expect(first.__typename).toBe('SubmittedReport')
  for (const same of ['Гагарина 3', 'вул. Гагарына д. 3', 'г. Узда, улица Гагарина, дом 3, кв. 5'])
    expect(await submit(town, from(same))).toMatchObject({
      __typename: 'DuplicateSuspected',
      candidates: [{ id: first.id }],
    })
  for (const other of ['Гагарина 13', 'Гагарина 3а', 'Горького 3', 'за рынком'])
    expect((await submit(town, from(other))).__typename).toBe('SubmittedReport')
  expect((await submit(town, from('Гагарина 3', { topic: 'LIGHT.STREET' }))).__typename).toBe('SubmittedReport')
  expect((await submit(town, from('Гагарина 3', { anywayNew: true }))).__typename).toBe('SubmittedReport')
})
