import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submit, type Town } from './town.ts'

const admin = { as: 'admin.uzda' }
const [south, west, step] = [53.44, 27.19, 0.02]
let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

/** The same numbers on every run: a failure is one that can be looked at. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
const say = (what: string) => ({ ru: what, be: what, en: what })

/** Four squares beside each other, and plates with and without a territory and an owner of their own. */
async function lay(): Promise<readonly string[]> {
  for (const [n, code] of ['NW', 'NE', 'SW', 'SE'].entries()) {
    const [lat, lon] = [south + step * (n < 2 ? 1 : 0), west + step * (n % 2)]
    await town.ask(
      'mutation ($input: TerritoryInput!) { saveTerritory(input: $input) { __typename ... on Problem { code message } } }',
      {
        input: {
          code,
          name: say(`Район ${code}`),
          polygon: [
            { lat, lon },
            { lat: lat + step, lon },
            { lat: lat + step, lon: lon + step },
            { lat, lon: lon + step },
          ],
        },
      },
      admin,
    )
  }
  const owners = ['', 'HOUS', 'ROAD', 'LIGHT']
  const rows = Array.from({ length: 12 }, (_, n) => {
    const territory = ['', 'NW', 'SE'][n % 3]
    return `UZ-02${String(n).padStart(2, '0')};BUS_STOP;Место ${n};ул. Мира, ${n};${south + n * 0.003};${west + n * 0.003};${owners[n % 4]};${territory}`
  })
  const { done } = await town.ask<{ done: { created?: number } }>(
    'mutation ($csv: String!) { done: importObjects(csv: $csv) { ... on TableImported { created } ... on Problem { code message } } }',
    { csv: ['code;type;name;address;lat;lon;department;territory', ...rows].join('\n') },
    admin,
  )
  expect(done.created).toBe(12)
  return rows.map((row) => row.slice(0, 7))
}

test('500 random reports at plates, points and addresses go where `explainRoute` says, for the reason it gives', async () => {
  const pick = numbers(20_261_201)
  const one = <T>(all: readonly T[]): T => all[pick(all.length)]!
  const plates = await lay()
  const { topics } = await town.ask<{ topics: { code: string; parent: string | null }[] }>('{ topics { code parent } }')
  const branches = [...new Set(topics.flatMap(({ parent }) => parent ?? []))]
  const seen = { plates: 0, points: 0, addresses: 0, RULE: 0, TOPIC: 0, OBJECT: 0, COORDINATOR: 0, ground: 0 }
  for (let round = 0; round < 10; round++) {
    const rules = Array.from({ length: pick(7) }, () => ({
      topic: one([null, one(branches), one(topics).code]),
      territory: one([null, 'NW', 'NE', 'SW', 'SE', 'SE']),
      department: one(['HOUS', 'ROAD', 'LIGHT', 'WATER']),
    }))
    await town.ask(
      'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename ... on Problem { code message } } }',
      { rules },
      admin,
    )
    for (let n = 0; n < 50; n++) {
      const topic = one(topics).code
      const object = pick(2) === 0 ? one(plates) : null
      const point =
        object || pick(4) === 0 ? null : { lat: south + pick(1000) * 0.00004, lon: west + pick(1000) * 0.00004 }
      const sent = await submit(town, {
        topic,
        ...(object ? { object } : { place: { address: `ул. ${randomUUID()}`, point } }),
        anywayNew: true,
        anyPlace: true,
        called: true,
      })
      expect(sent.__typename, JSON.stringify(sent)).toBe('SubmittedReport')
      const { report, way } = await town.ask<{
        report: { routeReason: string; department: { code: string } | null; place: { territory: string | null } }
        way: { reason: string; by: 'RULE'; department: { code: string } | null; territory: { code: string } | null }
      }>(
        `query ($id: ID!, $topic: String!, $object: String, $point: GeoPointInput) {
          report(id: $id) { routeReason department { code } place { territory } }
          way: explainRoute(topic: $topic, object: $object, point: $point) { reason by department { code } territory { code } } }`,
        { id: sent.id, topic, object, point },
        { as: 'operator.uzda' },
      )
      const about = JSON.stringify({ topic, object, point, rules })
      expect({ ...way.department, reason: way.reason, territory: way.territory?.code ?? null }, about).toEqual({
        ...report.department,
        reason: report.routeReason,
        territory: report.place.territory,
      })
      seen[object ? 'plates' : point ? 'points' : 'addresses']++
      seen[way.by]++
      if (way.territory) seen.ground++
    }
    // whoever sends from one network is asked to wait after so many
    town.clock.set(new Date(Date.parse('2026-04-16T15:42:00Z') + (round + 1) * 1_200_000).toISOString())
  }
  expect(seen.plates + seen.points + seen.addresses).toBe(500)
  // each way there is was gone often enough to say something
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(15)
  console.info(`500 of 500 agree: ${JSON.stringify(seen)}`)
}, 180_000)

test('a plate answers for its own territory; what does not exist is refused', async () => {
  await town.ask(
    'mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename } }',
    { rules: [{ topic: null, territory: 'SE', department: 'LIGHT' }] },
    admin,
  )
  const explain = (args: string) =>
    town.ask(
      `{ explainRoute(${args}) { by rule object topic { code } department { code } territory { code name } } }`,
      {},
      admin,
    )
  expect(await explain('topic: "YARD.PLAY", object: "uz-0202"')).toEqual({
    explainRoute: {
      by: 'RULE',
      rule: 1,
      object: 'UZ-0202',
      topic: { code: 'YARD.PLAY' },
      department: { code: 'LIGHT' },
      territory: { code: 'SE', name: 'Район SE' },
    },
  })
  expect(await explain('topic: "YARD.PLAY", territory: "SE"')).toMatchObject({ explainRoute: { by: 'RULE' } })
  await expect(explain('topic: "YARD.PLAY", object: "UZ-9999"')).rejects.toThrow(/PLACE_UNKNOWN|UZ-9999/)
  await expect(explain('topic: "NO.SUCH"')).rejects.toThrow(/TOPIC_UNKNOWN|темы нет/)
})
