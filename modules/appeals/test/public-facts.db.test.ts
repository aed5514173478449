import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

interface OnMap {
  readonly code: string
  readonly name: string
  readonly address: string
  readonly point: { readonly lat: number; readonly lon: number }
}
const around = async (radius: number, city = 'uzda'): Promise<readonly OnMap[]> => {
  const { data } = await town.graph<{ placesAround: OnMap[] }>(
    city,
    'query ($radius: Int) { placesAround(point: { lat: 53.4627, lon: 27.2138 }, radius: $radius) { code name address point { lat lon } } }',
    { radius },
  )
  return data.placesAround
}

test('a map knows the places of its own city, the nearest first, within what it asks for', async () => {
  expect((await around(3000)).map(({ code }) => code)).toEqual(['UZ-0047', 'UZ-0048', 'UZ-0049'])
  expect(await around(100)).toEqual([
    { code: 'UZ-0047', name: 'Детская площадка', address: 'ул. Советская, 12', point: { lat: 53.4627, lon: 27.2138 } },
  ])
  expect(await around(3000, 'zhodino')).toEqual([])
})

test('where a report is not enough, the law of the country says what to do', async () => {
  const { formalAppeal } = await town.ask<{ formalAppeal: object }>('{ formalAppeal { law days href } }')
  expect(formalAppeal).toEqual({
    law: 'Это сообщение, не обращение по Закону № 300-З.',
    days: 15,
    href: 'https://обращения.бел',
  })
})

test('the month in numbers: what strangers may know of, what is done, what its authors confirmed; older ones are not in it', async () => {
  const lately = async () =>
    (await town.ask<{ lately: Record<string, number> }>('{ lately { days reported done confirmed } }')).lately
  expect(await lately()).toEqual({ days: 30, reported: 0, done: 0, confirmed: 0 })
  const sent = []
  for (const address of ['ул. Первая, 1', 'ул. Вторая, 2', 'ул. Третья, 3'])
    sent.push(await submit(town, { place: { address }, topic: 'YARD.PLAY' }, { device: randomUUID() }))
  expect(await lately()).toEqual({ days: 30, reported: 3, done: 0, confirmed: 0 })
  for (const { id } of sent.slice(0, 2)) {
    const { report } = await town.ask<{ report: { version: number } }>(
      'query ($id: ID!) { report(id: $id) { version } }',
      { id },
      { as: 'executor.uzda' },
    )
    await town.ask(
      'mutation ($id: ID!, $version: Int!) { answerReport(id: $id, version: $version, text: "Готово") { __typename } }',
      { id, version: report.version },
      { as: 'executor.uzda' },
    )
  }
  await town.ask('mutation ($secret: String!) { confirmReport(secret: $secret) { __typename } }', {
    secret: sent[0]!.secret,
  })
  expect(await lately()).toEqual({ days: 30, reported: 3, done: 2, confirmed: 1 })
  town.clock.advance(31 * 86_400_000)
  expect(await lately()).toEqual({ days: 30, reported: 0, done: 0, confirmed: 0 })
})
