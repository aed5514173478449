import { createHash, randomUUID } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Files } from '@vmeste/sdk'
import { askIn, createTestHost, enterServices, testSecret, type GraphOptions, type TestHost } from '@vmeste/testkit'
import { ring } from '../core/host/test/doubles/event-plugins.ts'
import { callLanesAt } from '../core/host/src/jobs/call-lanes.ts'
import { jobMark } from './hot-switch/beacon-plugin.ts'
import { hostOptions, modules } from './hot-switch/host-options.ts'

/** Two hundred in `npm run test:long`. */
const switches = Number(process.env['TEST_SWITCHES'] ?? 20)
const recorded = 'query seen { beaconLines ratedObjects { total } }'
const hash = createHash('sha256').update(recorded).digest('hex')
const change =
  'mutation ($on: Boolean!) { changeModules(changes: [{ module: "ratings", enabled: $on }, { module: "beacon", enabled: $on }]) { __typename ... on ModulesChanged { revision } ... on Problem { code } } }'

let city: TestHost
let child: ChildProcess
let owner: pg.Client
let operations: string
/** This process's host and the other's. */
let hosts: readonly [string, string]

beforeAll(async () => {
  operations = await mkdtemp(join(tmpdir(), 'vmeste-operations-'))
  await mkdir(join(operations, 'contract'))
  await writeFile(
    join(operations, 'contract/operations.json'),
    JSON.stringify({ [hash]: { name: 'seen', kind: 'query', document: recorded } }),
  )
  city = await createTestHost({
    postgres: inject('postgres'),
    modules,
    now: new Date().toISOString(),
    host: hostOptions(operations),
  })
  child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('hot-switch/second-host.ts', import.meta.url)),
      city.databaseUrl,
      testSecret,
      city.dataFolder,
      operations,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const port = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /ready (\d+)/.exec(output)
      if (ready) resolve(ready[1]!)
    })
    child.once('exit', () => {
      reject(new Error(`the second host ended: ${output}`))
    })
  })
  hosts = [city.url, `http://127.0.0.1:${port}`]
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
  await furnishRatings()
})
afterAll(async () => {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  await owner.end()
  await city.stop()
  await rm(operations, { recursive: true, force: true })
})

interface Reply {
  data?: {
    beaconLines?: number[] | null
    ratedObjects?: unknown
    changeModules?: { revision: number }
    portalModules?: { id: string }[]
    __type?: { fields: { name: string }[] }
  }
  errors?: { extensions: { code: string } }[]
}
async function post(url: string, slug: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  return await (
    await fetch(`${url}/c/${slug}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  ).text()
}
const ask = async (url: string, query: string, headers?: Record<string, string>, variables = {}) =>
  JSON.parse(await post(url, 'uzda', { query, variables }, headers)) as Reply
const admin = { authorization: 'Bearer admin.uzda' }
const turn = async (url: string, on: boolean) => (await ask(url, change, admin, { on })).data!.changeModules!.revision
/** On, off, or torn between the two. */
const seen = ({ data, errors }: Reply): 'on' | 'off' | 'torn' =>
  data?.beaconLines && data.ratedObjects && !errors
    ? 'on'
    : !data && errors?.every(({ extensions }) => extensions.code === 'MODULE_DISABLED')
      ? 'off'
      : 'torn'
const uzda = () => city.host.store.bySlug('uzda')!.city.id
const ctxOf = (plugin: string) => city.ctxIn('uzda', plugin)
const lines = async () =>
  (await owner.query<{ n: number }>('select n from beacon.line where city = $1 order by written', [uzda()])).rows.map(
    ({ n }) => n,
  )
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

const question = `{ beaconLines ratedObjects { total } portalModules { id } __type(name: "Query") { fields { name } } }`
const askedInZhodino = (url: string, query = question) =>
  post(url, 'zhodino', { query }, { authorization: 'Bearer citizen' })

/** Something of everything that ratings keeps: a service, words about it, sums, an invitation that is open. */
async function furnishRatings(): Promise<void> {
  const ask = askIn(city, 'uzda')
  await enterServices(ask, { POST: { name: { ru: 'Почта', be: 'Пошта', en: 'Post' } } })
  const done = async (mutation: string, by: GraphOptions) => {
    expect(
      (
        await ask<{ r: { code?: string } }>(
          `mutation { r: ${mutation} { __typename ... on Problem { code } } }`,
          {},
          by,
        )
      ).r.code,
    ).toBeUndefined()
  }
  await done(
    'saveRatedObject(input: { code: "LETTERS", parent: "POST", title: { ru: "Письма", be: "Лісты", en: "Letters" } })',
    { as: 'admin.uzda' },
  )
  for (const stars of [2, 5])
    await done(
      `rate(input: { object: "LETTERS", comment: "Слово", scores: { simplicity: ${stars}, information: ${stars}, timeliness: ${stars}, courtesy: ${stars} } })`,
      { device: randomUUID() },
    )
  await owner.query(
    `insert into ratings.invitation (city, id, subject, object, title, token_hash, event, created_at, expires_at)
      values ($1, $2, 'parcels:Parcel:1', 'POST', 'Посылка', 'x', 'y', now(), now() + interval '30 days')`,
    [uzda(), randomUUID()],
  )
}

/** A run of the job as the clock queues it, but due in a moment: by then the module is off. */
const queueJob = (inMs: number) =>
  owner.query(
    `
  with ticked as (
    insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at, relayed_at)
    values ($1, $2, nextval('core.outbox_position'), 'core.job.due@1', 'core:Job:beacon/job:mark', '{}', 'system:core',
      now(), now()) returning city, id, position),
  queued as (
    insert into core.delivery (city, event, subscriber, position, state, due_at)
    select city, id, 'beacon/job:mark', position, 'pending', now() + $3 * interval '1 ms' from ticked returning city, subscriber)
  ${callLanesAt('select city, subscriber from queued', `now() + $3 * interval '1 ms'`)}`,
    [uzda(), randomUUID(), inMs],
  )

/** One sum over every row of a module's tables, of all cities; none of them empty. */
async function checksum(schema: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = $1 and table_name <> 'migration' order by 1`,
    [schema],
  )
  const sums: string[] = []
  for (const { name } of rows)
    sums.push(
      (
        await owner.query<{ sum: string }>(
          `select '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as sum
            from ${schema}.${name} t`,
        )
      ).rows[0]!.sum,
    )
  expect(
    sums.filter((sum) => sum.includes(' 0 ')),
    'an empty table cannot show that it is left alone',
  ).toEqual([])
  return sums.join('; ')
}

test(
  `${switches} switches of a module while people read on two hosts: nobody reads stale who knows better, and a neighbour notices nothing`,
  { timeout: 120_000 },
  async () => {
    const kept = await checksum('ratings')
    const zhodino = await askedInZhodino(hosts[0])
    expect(zhodino).toContain('ratedObjects')

    let running = true
    const others = { reads: 0, torn: 0, changed: 0 }
    const readers = hosts.flatMap((url) =>
      [0, 1].map(async () => {
        while (running) {
          others.reads += 2
          if (seen(JSON.parse(await post(url, 'uzda', { id: hash })) as Reply) === 'torn') others.torn++
          if ((await askedInZhodino(url)) !== zhodino) others.changed++
        }
      }),
    )

    let stale = 0
    const heard: number[] = []
    for (let i = 0; i < switches; i++) {
      const on = i % 2 === 1
      const [here, there] = [hosts[i % 2]!, hosts[(i + 1) % 2]!]
      const revision = await turn(here, on)
      const switched = performance.now()
      if (i % 4 === 0) await ring(ctxOf('bell'), i / 4 + 1)
      const stranger = (async () => {
        while (seen(await ask(there, recorded)) !== (on ? 'on' : 'off')) if (performance.now() - switched > 5_000) break
        heard.push(performance.now() - switched)
      })()
      const own = await Promise.all(hosts.map((url) => ask(url, recorded, { 'x-city-revision': String(revision) })))
      stale += own.filter((reply) => seen(reply) !== (on ? 'on' : 'off')).length
      await stranger
    }
    running = false
    await Promise.all(readers)
    heard.sort((a, b) => a - b)
    console.log(
      `${switches} switches, ${others.reads} reads beside them; a stranger on the other host saw it after ${heard[switches / 2]!.toFixed(0)} ms (median), ${heard[Math.floor(switches * 0.99)]!.toFixed(0)} ms (p99)`,
    )
    expect({ stale, ...others, reads: others.reads > 3 * switches }).toEqual({
      stale: 0,
      torn: 0,
      changed: 0,
      reads: true,
    })
    expect(heard.at(-1), 'nobody gave up').toBeLessThan(5_000)

    await expect.poll(lines, { timeout: 15_000 }).toEqual(upTo(switches / 4))
    expect(await checksum('ratings')).toBe(kept)
  },
)

test(
  '11. off means gone on both hosts: schema, recorded documents, menu, stream, route, file, job and events; on brings all of it back in order',
  { timeout: 60_000 },
  async () => {
    const file = randomUUID()
    await city.fetch(`/c/uzda/files/${file}`, {
      method: 'PUT',
      headers: { 'x-device': randomUUID() },
      body: (await sharp({ create: { width: 80, height: 60, channels: 3, background: '#357' } })
        .jpeg()
        .toBuffer()) as RequestInit['body'],
    })
    const civic = ctxOf('civic')
    await civic.db.transaction((tx) => civic.use(Files).attach(tx, [file], 'beacon:Line:1'))
    const [link] = await civic.use(Files).links([file])
    const states = (url: string) =>
      Promise.all([`/c/uzda/m/beacon/feed`, link!.url].map(async (path) => (await fetch(url + path)).status))
    const streams = await Promise.all(
      hosts.map((url) =>
        fetch(`${url}/c/uzda/graphql/stream`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
          body: JSON.stringify({ query: 'subscription { beaconFlashes }' }),
        }),
      ),
    )
    const ends = streams.map((stream) => stream.text())
    for (const url of hosts) expect(await states(url)).toEqual([200, 200])
    // the job has run where the module is on: what is not written below would be
    await city.host.events.runJob('beacon', 'mark')
    await expect.poll(lines, { timeout: 10_000 }).toContain(jobMark)
    const before = await lines()
    const kept = await checksum('ratings')
    // all but what its own job writes there, which goes on
    const inZhodino = () => Promise.all(hosts.map((url) => askedInZhodino(url, question.replace('beaconLines ', ''))))
    const linesInZhodino = async () => (JSON.parse(await askedInZhodino(hosts[0])) as Reply).data!.beaconLines
    await expect.poll(linesInZhodino).toEqual([jobMark])
    const zhodino = await inZhodino()
    expect(zhodino[0]).toContain('ratedObjects')

    await queueJob(2_000)
    const off = { 'x-city-revision': String(await turn(hosts[1], false)), ...admin }
    for (const url of hosts) {
      const { data } = await ask(url, '{ portalModules { id } __type(name: "Query") { fields { name } } }', off)
      expect(data!.portalModules).toEqual([{ id: 'bell' }])
      expect(data!.__type!.fields.map(({ name }) => name)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(beacon|rated|rating)/)]),
      )
      expect(seen(await ask(url, recorded, off))).toBe('off')
      expect(seen(JSON.parse(await post(url, 'uzda', { id: hash }, off)) as Reply)).toBe('off')
      await expect.poll(() => states(url), { timeout: 1_000 }).toEqual([404, 404])
    }
    for (const end of await Promise.all(ends)) expect(end).toContain('event: complete')
    for (const n of upTo(20)) await ring(ctxOf('bell'), 1_000 + n)
    await city.host.events.runJob('beacon', 'mark')
    const waiting = async () =>
      (
        await owner.query<{ n: number }>(
          `select count(*)::int n from core.delivery where subscriber like 'beacon/%' and state = 'parked'`,
        )
      ).rows[0]!.n
    // twenty events, and the run that was queued before the switch
    await expect.poll(waiting, { timeout: 15_000 }).toBe(21)
    await city.host.events.idle()
    expect(await lines()).toEqual(before)
    expect(await linesInZhodino()).toEqual([jobMark, jobMark])
    expect(await inZhodino()).toEqual(zhodino)
    expect(await checksum('ratings')).toBe(kept)

    await turn(hosts[0], true)
    const rung = async () => (await lines()).slice(before.length).filter((n) => n !== jobMark)
    await expect.poll(rung, { timeout: 10_000 }).toEqual(upTo(20).map((n) => 1_000 + n))
    await expect
      .poll(async () => (await lines()).slice(before.length).filter((n) => n === jobMark).length, { timeout: 10_000 })
      .toBe(1)
    expect(await inZhodino()).toEqual(zhodino)
    expect(await checksum('ratings')).toBe(kept)
    for (const url of hosts) await expect.poll(() => states(url)).toEqual([200, 200])

    // while it is off the clock queues no run, so none is made up for
    const written = await lines()
    await turn(hosts[0], false)
    await city.host.events.runJob('beacon', 'mark')
    await expect.poll(linesInZhodino, { timeout: 10_000 }).toEqual([jobMark, jobMark, jobMark])
    await turn(hosts[0], true)
    await city.host.events.idle()
    expect(await lines()).toEqual(written)
  },
)
