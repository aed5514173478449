import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { askIn, createTestHost, enterServices, fakeIdentity, testSecret, type TestHost } from '@vmeste/testkit'

const text = 'Сосед Кузьма Хитров шумит'
const point = { lat: 53.46, lon: 27.25 }
let town: TestHost
let other: Host
let urls: readonly string[]

beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [appeals] })
  other = await createHost({
    databaseUrl: town.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: town.dataFolder,
    civic: civicPlugin(),
    modules: [appeals],
    clock: town.clock,
    identity: async () => fakeIdentity,
  })
  urls = [town.url, `http://127.0.0.1:${await other.listen(0)}`]
  await enterServices(askIn(town, 'uzda'), {
    HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
  })
})
afterAll(async () => {
  await other.stop()
  await town.stop()
})

async function read(url: string, query: string): Promise<string> {
  const reply = await fetch(`${url}/c/uzda/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  expect(reply.headers.get('cache-control')).toContain('no-store')
  return reply.text()
}

test('a name that is covered on one host is gone within a second on both, for strangers and for whoever joined', async () => {
  const ask = askIn(town, 'uzda')
  const { r } = await ask<{ r: { id: string } }>(
    'mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id } } }',
    { input: { submissionKey: randomUUID(), topic: 'YARD.PLAY', place: { point }, text } },
    { device: randomUUID() },
  )
  const operator = { as: 'operator.uzda' }
  await ask(`mutation { publishReport(report: "${r.id}", version: 1) { __typename } }`, {}, operator)
  const { joined } = await ask<{ joined: { secret: string } }>(
    'mutation ($input: JoinReportInput!) { joined: joinReport(input: $input) { ... on JoinedReport { secret } } }',
    { input: { report: r.id, submissionKey: randomUUID() } },
    { device: randomUUID() },
  )
  const questions = [
    `{ nearbyReports(point: { lat: ${point.lat}, lon: ${point.lon} }) { text } }`,
    `{ track(secret: "${joined.secret}") { text publicText } }`,
  ]
  const answers = () => Promise.all(urls.flatMap((url) => questions.map((query) => read(url, query))))
  for (const answer of await answers()) expect(answer).toContain('Хитров')
  const from = text.indexOf('Кузьма')
  await ask(
    `mutation { coverReport(report: "${r.id}", part: TEXT, from: ${from}, to: ${text.indexOf(' шумит')}) { __typename } }`,
    {},
    operator,
  )
  const covered = performance.now()
  for (const answer of await answers()) {
    expect(answer).toContain('Сосед ••• шумит')
    expect(answer).not.toContain('Хитров')
  }
  expect(performance.now() - covered).toBeLessThan(1000)
})
