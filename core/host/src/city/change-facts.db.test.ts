import { Numbering } from '@vmeste/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCity, changeFacts, cityFacts, listCities } from './change-facts.ts'
import { startTwoHosts, type TwoHosts } from '../../test/doubles/two-hosts.ts'

let both: TwoHosts
beforeAll(async () => {
  both = await startTwoHosts([])
})
afterAll(() => both.stop())

const pool = () => both.one.host.storage.pool('core')
const who = () => ({ by: 'system:command', at: both.one.clock.now() })
const luban = { slug: 'luban', name: { ru: 'Любань', be: 'Любань', en: 'Luban' }, prefix: 'лб', at: '52.80,27.99' }
const seen = async (url: string, slug: string) =>
  (
    (await (
      await fetch(`${url}/c/${slug}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ city { name brand { colour onColour } } }' }),
      })
    ).json()) as { data?: { city: unknown } }
  ).data?.city
const next = async () => {
  const ctx = both.one.ctxIn('luban', 'civic')
  return ctx.db.transaction((tx) => ctx.use(Numbering).next(tx, 'С'))
}

test('a city that is added is there on every host, and only once', async () => {
  const id = await addCity(pool(), luban, [])
  expect(id).toBeGreaterThan(0)
  for (const url of [both.one.url, both.twoUrl])
    await expect
      .poll(() => seen(url, 'luban'))
      .toEqual({ name: 'Любань', brand: { colour: '#1d4d3c', onColour: '#ffffff' } })
  await expect(addCity(pool(), { ...luban, prefix: 'ЛЮ' }, [])).rejects.toMatchObject({ code: 'VMESTE_CITY_EXISTS' })
  await expect(addCity(pool(), { ...luban, slug: 'lyubcha' }, [])).rejects.toMatchObject({
    code: 'VMESTE_CITY_PREFIX_TAKEN',
  })
  await expect(addCity(pool(), { ...luban, slug: 'list' }, [])).rejects.toMatchObject({
    code: 'VMESTE_CITY_SLUG_RESERVED',
  })
  expect((await listCities(pool())).map(({ slug }) => slug)).toEqual(['luban', 'uzda', 'zhodino'])
})

test('what is changed is seen on every host at once; what is not named stays, numbers that were given too', async () => {
  expect(await next()).toBe('ЛБ-С-2026-000001')
  expect(await changeFacts(pool(), 'luban', { name: { en: 'Lyuban' }, colour: 'ffee00', prefix: 'лю' }, who())).toEqual(
    ['name', 'number_prefix', 'brand'],
  )
  for (const url of [both.one.url, both.twoUrl])
    await expect
      .poll(() => seen(url, 'luban'))
      .toEqual({ name: 'Любань', brand: { colour: '#ffee00', onColour: '#000000' } })
  expect(await next(), 'the count goes on').toBe('ЛЮ-С-2026-000002')
  expect(await cityFacts(pool(), 'luban')).toMatchObject({
    name: { ru: 'Любань', en: 'Lyuban' },
    centre: { lat: 52.8, lon: 27.99 },
    timezone: 'Europe/Minsk',
  })
  const { rows } = await both.owner.query(
    `select actor, detail->'before'->>'number_prefix' as before, detail->'after' as after
         from core.audit where action = 'core.city.change'`,
  )
  expect(rows).toMatchObject([
    { actor: 'system:command', before: 'ЛБ', after: { number_prefix: 'ЛЮ', brand: { colour: '#ffee00' } } },
  ])
  expect(Object.keys((rows[0] as { after: object }).after).sort()).toEqual(['brand', 'name', 'number_prefix'])
})

const refused: [code: string, slug: string, change: Parameters<typeof changeFacts>[2]][] = [
  ['VMESTE_CITY_UNCHANGED', 'luban', {}],
  ['VMESTE_CITY_UNCHANGED', 'luban', { at: '52.8,27.99', prefix: 'ЛЮ' }],
  ['VMESTE_CITY_UNKNOWN', 'nowhere', { prefix: 'X' }],
  ['VMESTE_CITY_PREFIX_TAKEN', 'luban', { prefix: 'УЗ' }],
  ['VMESTE_CITY_NAME', 'luban', { name: { be: '\u200b' } }],
  ['VMESTE_CITY_CENTRE_SWAPPED', 'luban', { at: '27.99,52.8' }],
  ['VMESTE_CITY_CONTRAST', 'luban', { onColour: 'ffffff' }],
  ['VMESTE_CITY_COLOUR', 'luban', { colour: 'red' }],
  ['VMESTE_CITY_TIMEZONE', 'luban', { timezone: 'Mars/Luban' }],
]
test.for(refused)('%s: %s %j', async ([code, slug, change]) => {
  const before = await listCities(pool())
  await expect(changeFacts(pool(), slug, change, who())).rejects.toMatchObject({ code })
  expect(await listCities(pool())).toEqual(before)
})

test('a city that is being removed can be neither changed nor added anew', async () => {
  await both.owner.query(`update core.city set leaving_at = now() where slug = 'zhodino'`)
  await expect(changeFacts(pool(), 'zhodino', { colour: '000000' }, who())).rejects.toMatchObject({
    code: 'VMESTE_CITY_LEAVING',
  })
  await expect(addCity(pool(), { ...luban, slug: 'zhodino', prefix: 'Я' }, [])).rejects.toMatchObject({
    code: 'VMESTE_CITY_LEAVING',
  })
})
