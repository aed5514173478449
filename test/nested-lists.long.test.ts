import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nestedLists, uzda, type TestHost } from '@vmeste/testkit'
import { each, furnishCity, silverCity, type Furnished } from '@vmeste/testkit/run-silver'
import { everyFurnishing, hostOfAll } from './city-walls/two-cities.ts'

const mostBytes = 2_000_000
/** Out of the tables, by one question. Lists are read by statements of thousands of rows at most, and those are few. */
const mostRows = 30_000

let host: TestHost
let known: Furnished
let rows = 0
const query: unknown = pg.Client.prototype.query
beforeAll(async () => {
  // whoever is called `all` holds every right: nothing is kept from the walk
  host = await hostOfAll({ cities: [{ ...uzda, demonstration: true }] })
  known = (await furnishCity(silverCity(host, 'uzda', 'UZ', 'Слово'), everyFurnishing)).known
  // a plate that many have reported at length: each of these stands in the history of all the others
  const owner = new pg.Client({ connectionString: host.databaseUrl })
  await owner.connect()
  const { rowCount } = await owner.query(
    `insert into appeals.report select (jsonb_populate_record(null::appeals.report, to_jsonb(r) || jsonb_build_object(
    'id', gen_random_uuid(), 'number', 'УЗ-К-' || n, 'submission_hash', 's' || n, 'tracking_hash', 't' || n, 'text',
      repeat('Качели сломаны. ', 230)))).*
    from appeals.report r, generate_series(1, 150) n where id = $1`,
    [known.values!['report']![0]],
  )
  expect(rowCount).toBe(150)
  await owner.end()
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      const answer = (query as (...all: unknown[]) => unknown).apply(this, args)
      if (answer instanceof Promise)
        void answer.then(
          (result: { rows?: unknown[] } | undefined) => {
            rows += result?.rows?.length ?? 0
          },
          () => undefined,
        )
      return answer
    },
  })
})
afterAll(async () => {
  Object.assign(pg.Client.prototype, { query })
  await host.stop()
})

const literals = () => ({
  first: '100',
  id: `"${String(known.values!['report']![0])}"`,
  code: '"UZ-0047"',
  secret: `"${known.keys![1]}"`,
  point: '{ lat: 53.46, lon: 27.21 }',
  years: '[2026]',
  module: '"appeals"',
  profile: '"messages"',
  term: '"5wd"',
  from: '"2026-04-16T15:42:00Z"',
})
const schema = () => host.host.graphs.for(host.host.store.bySlug('uzda')!).graph.schema

test('nested over every list of the graph, with everything on, no question is answered with more than two megabytes or reads more rows than it may', async () => {
  const asked = [...nestedLists(schema(), literals(), 6)]
  expect(new Set(asked.map(({ list }) => list)).size).toBeGreaterThan(60)
  expect(asked.filter(({ times }) => times > 0).length).toBeGreaterThan(20)
  const codes: Record<string, number> = {}
  let largest = { bytes: 0, list: '' },
    hungriest = { rows: 0, list: '' }
  await each(
    asked,
    async ({ list, times, query: text }) => {
      const before = rows
      const reply = await host.fetch('/c/uzda/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer all.uzda' },
        body: JSON.stringify({ query: text }),
      })
      const answer = await reply.text()
      const code = /"code":"([A-Z_]+)"/.exec(/"errors":.*/.exec(answer)?.[0] ?? '')?.[1] ?? 'answered'
      codes[code] = (codes[code] ?? 0) + 1
      const bytes = Buffer.byteLength(answer),
        read = rows - before
      if (bytes > largest.bytes) largest = { bytes, list: `${list} ×${times}` }
      if (read > hungriest.rows) hungriest = { rows: read, list: `${list} ×${times}` }
      expect(reply.status, `${list} ×${times}: ${answer.slice(0, 300)}`).toBeLessThan(500)
      expect(bytes, `${list} ×${times}`).toBeLessThanOrEqual(mostBytes)
      expect(read, `${list} ×${times}`).toBeLessThanOrEqual(mostRows)
      expect(
        ['INTERNAL', 'LIST_TOO_LONG', 'GRAPHQL_VALIDATION_FAILED'],
        `${list} ×${times}: ${text}\n${answer.slice(0, 500)}`,
      ).not.toContain(code)
    },
    1,
  )
  console.log(
    `${asked.length} questions: ${JSON.stringify(codes)}; largest answer ${largest.bytes} bytes (${largest.list}), most rows ${hungriest.rows} (${hungriest.list})`,
  )
  expect(codes['answered']).toBeGreaterThan(50)
  expect(codes['QUERY_TOO_COMPLEX']).toBeGreaterThan(5)
}, 120_000)

test('the histories of a plate that many have reported', async () => {
  const nested = (levels: number): string => (levels === 0 ? 'number' : `placeHistory { ${nested(levels - 1)} }`)
  for (const levels of [1, 2, 3, 4, 5, 6]) {
    const before = rows
    const reply = await host.fetch('/c/uzda/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer all.uzda' },
      body: JSON.stringify({
        query: `{ reports(first: 30, filter: { object: "UZ-0047" }) { nodes { number ${nested(levels)} } } }`,
      }),
    })
    const answer = await reply.text()
    expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(mostBytes)
    expect(rows - before).toBeLessThanOrEqual(mostRows)
    expect(
      answer.includes('QUERY_TOO_COMPLEX') || answer.includes('ANSWER_TOO_LARGE'),
      `${levels}: ${answer.slice(0, 200)}`,
    ).toBe(levels >= 2)
  }
})
