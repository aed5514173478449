import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import sharp from 'sharp'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestVisitor } from '../core/host/test/doubles/visitor.ts'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { demonstrationAccounts, demonstrationPassword } from '../demo/src/accounts/demonstration-accounts.ts'
import { setUpPlatformAccounts } from '../demo/src/accounts/set-up-accounts.ts'
import { cityPlans } from '../demo/src/plans/city-plans.ts'
import { finishCity, prepareCity } from '../demo/src/cities/prepare-city.ts'
import { ownedDatabase, type OwnedDatabase } from '@vmeste/testkit/owned-database'
import { root } from './workspace.ts'

const name = `gone_${crypto.randomUUID().slice(0, 8)}`
let database: OwnedDatabase,
  above: pg.Client,
  data = '',
  databaseUrl = '',
  host: Host,
  url = ''

/** The owner of docs/operations.md, who is no superuser: row-level security binds it, too. */
beforeAll(async () => {
  database = await ownedDatabase(name)
  ;({ url: databaseUrl, above } = database)
  data = await mkdtemp(join(tmpdir(), 'vmeste-gone-'))
  const { plugins, newCity } = await installedModules()
  host = await createHost({
    databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: join(data, 'files'),
    civic: civicPlugin({ mailLater: true }),
    modules: plugins,
    units: [identityUnit],
    identity: embeddedIdentity({ demonstrationAccounts }),
    // what a quarter of an hour brings is nobody's writing
    eventsTuning: { jobsByClock: false },
  })
  const { users } = host.identity!
  const platform = await setUpPlatformAccounts(users)
  for (const plan of cityPlans)
    await finishCity(users, await prepareCity({ host, users, platform, newCity, onProgress: () => undefined }, plan))
  await host.createCity(
    {
      slug: 'luban',
      name: { ru: 'Любань', be: 'Любань', en: 'Luban' },
      numberPrefix: 'ЛБ',
      centre: { lat: 52.8, lon: 28 },
    },
    newCity,
  )
  url = `http://127.0.0.1:${await host.listen(0)}`
  // a module that was removed has left its rows behind, as `vmeste remove` does
  const left = new pg.Client({ connectionString: databaseUrl })
  await left.connect()
  await left.query(`create schema stray; create table stray.sighting (city int not null, id int not null, of int null,
    primary key (city, id), foreign key (city, of) references stray.sighting (city, id));
    alter table stray.sighting enable row level security; alter table stray.sighting force row level security;
    create policy city on stray.sighting using (city = core.current_city()) with check (city = core.current_city())`)
  await left.end()
  await above.query('insert into stray.sighting select id, 1 from core.city')
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  for (const city of ['uzda', 'zhodino', 'luban']) {
    for (let n = 0; n < 2; n++) {
      const id = crypto.randomUUID()
      expect(
        (
          await fetch(`${url}/c/${city}/files/${id}`, {
            method: 'PUT',
            headers: { 'content-type': 'image/jpeg' },
            body: new Uint8Array(photo),
          })
        ).status,
      ).toBe(201)
      expect(await submit(city, [id])).toBe('SubmittedReport')
    }
  }
  const realm = await host.identity!.users.create({
    username: 'real',
    givenName: 'Вера',
    email: 'vera@mail.by',
    password: 'a password of some length',
    cityRoles: [
      { city: 'uzda', role: 'operator' },
      { city: 'luban', role: 'operator' },
    ],
  })
  expect(realm.demonstration).toBe(false)
  // somebody has just signed in as an invented person
  const visitor = new TestVisitor(url, '198.51.100.9', { portal: 'http://localhost' })
  expect(
    (await visitor.post((await visitor.open()).page, { username: 'head.uzda', password: demonstrationPassword }))
      .status,
  ).toBe(303)
  await host.events.idle()
}, 120_000)
afterAll(async () => {
  await host?.stop()
  await database?.remove()
  await rm(data, { recursive: true, force: true })
})

async function submit(city: string, photos: readonly string[] = []): Promise<string | undefined> {
  const query = 'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename } }'
  const input = {
    submissionKey: crypto.randomUUID(),
    topic: 'ROAD.HOLE',
    place: { address: `ул. Мира, ${crypto.randomUUID()}` },
    text: 'Яма',
    photos,
    contact: { email: 'sosed@example.com', consent: true },
    anywayNew: true,
  }
  const reply = await fetch(`${url}/c/${city}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-device': crypto.randomUUID(),
      'x-forwarded-for': `10.0.0.${Math.floor(Math.random() * 250)}`,
    },
    body: JSON.stringify({ query, variables: { input } }),
  })
  if (reply.status === 404) return undefined
  return ((await reply.json()) as { data?: { submitReport?: { __typename: string } } }).data?.submitReport?.__typename
}

function vmeste(...args: string[]): Promise<{ code: number; out: unknown }> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VMESTE_')))
    execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), ...args, '--json'],
      { env: { ...env, DATABASE_URL: databaseUrl, VMESTE_DATA: data, VMESTE_SECRET: testSecret } },
      (error, stdout, stderr) => {
        try {
          resolve({ code: error ? Number(error.code) : 0, out: JSON.parse(stdout) })
        } catch {
          reject(new Error(`not one JSON value: ${stdout}${stderr}`))
        }
      },
    ).stdin?.end()
  })
}

async function tables(): Promise<string[]> {
  const { rows } = await above.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog',
      'information_schema') order by 1`,
  )
  return rows.map((row) => row.name)
}
/** Rows that say one of these anywhere, by table: as a superuser sees them, whatever the walls. */
async function saying(what: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of await tables()) {
    const {
      rows: [row],
    } = await above.query<{ n: number }>(`select count(*)::int as n from ${table} t where to_jsonb(t)::text ~ $1`, [
      what,
    ])
    if (row!.n > 0) found[table] = row!.n
  }
  return found
}
/** The rows of one city in every table, as one number each; what ticks every minute by itself is left out. */
async function digest(city: number): Promise<Record<string, string>> {
  const { rows } = await above.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
      where column_name = 'city' and data_type = 'integer' order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name: table } of rows.filter((row) => !['core.delivery', 'core.lane'].includes(row.name))) {
    const {
      rows: [row],
    } = await above.query<{ n: number; all: string | null }>(
      `select count(*)::int as n, md5(string_agg(t::text, ' ' order by t::text)) as all from ${table} t
        where city = $1 ${table === 'core.outbox' ? `and type <> 'core.job.due@1'` : ''}`,
      [city],
    )
    found[table] = `${row!.n} ${row!.all}`
  }
  return found
}
const idOf = async (slug: string): Promise<number> =>
  (await above.query<{ id: number }>('select id from core.city where slug = $1', [slug])).rows[0]!.id
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }).catch(() => [])).filter((file) => file.endsWith('.webp'))

test('it takes nothing unless somebody says yes', async () => {
  expect(await vmeste('demo', 'remove')).toMatchObject({ code: 1, out: { code: 'VMESTE_DEMO_DECLINED' } })
  expect(await submit('uzda')).toBe('SubmittedReport')
}, 60_000)

test('beside a running host that goes on being written to, everything of it goes and nothing of anybody else', async () => {
  await host.events.idle()
  const [uzda, zhodino, luban] = [await idOf('uzda'), await idOf('zhodino'), await idOf('luban')]
  const { rows: people } = await above.query<{ id: string }>('select id from identity.account where demonstration')
  const before = await digest(luban)
  const [pictures, theirs] = [
    await filesIn(join(data, 'files/civic/files/luban')),
    await filesIn(join(data, 'files/civic/files/uzda')),
  ]
  expect([pictures.length, theirs.length > 0, people.length > 10]).toEqual([4, true, true])
  const token = await host.identity!.issueToken!('citizen')
  const line = await fetch(`${url}/c/uzda/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
  })
  const ended = line.text()

  const removing = vmeste('demo', 'remove', '--yes')
  const done = { yes: false }
  void removing.finally(() => {
    done.yes = true
  })
  let refused = false
  while (!refused && !done.yes) {
    refused = (await submit('uzda')) === undefined
    await sleep(20)
  }
  const { code, out } = await removing
  expect([code, out]).toMatchObject([
    0,
    {
      cities: [{ slug: 'uzda' }, { slug: 'zhodino' }],
      accounts: people.length,
      left: { cities: 0, accounts: 0, rows: 0 },
    },
  ])
  expect(refused, 'the host lets go of the city before the command is done').toBe(true)
  expect(await ended, 'what was open there has ended').not.toContain('"errors"')

  for (const slug of ['uzda', 'zhodino']) {
    const reply = await fetch(`${url}/c/${slug}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ city { slug } }' }),
    })
    expect([
      reply.status,
      (await reply.json()) as { errors?: { extensions: { code: string } }[]; code?: string },
    ]).toMatchObject([404, {}])
    expect(await filesIn(join(data, 'files/civic/files', slug))).toEqual([])
  }
  for (const city of [uzda, zhodino]) {
    const rows = Object.entries(await digest(city)).filter(([, value]) => !value.startsWith('0 '))
    expect(rows).toEqual([])
    expect(
      (
        await above.query(
          'select 1 from core.delivery where city = $1 union all select 1 from core.lane where city = $1',
          [city],
        )
      ).rows,
    ).toEqual([])
    expect(
      (await above.query(`select 1 from graphile_worker._private_jobs where payload->>'city' = $1`, [String(city)]))
        .rows,
    ).toEqual([])
  }
  expect(await saying(people.map(({ id }) => id).join('|'))).toEqual({})
  expect(await saying('uzda|zhodino')).toEqual({})
  await expect(host.identity!.verify(token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })

  // the real city, its pictures, and the real person who had a role in both
  expect(await digest(luban)).toEqual(before)
  expect((await filesIn(join(data, 'files/civic/files/luban'))).sort()).toEqual(pictures.sort())
  expect((await host.identity!.users.find('real'))?.cityRoles).toEqual([{ city: 'luban', role: 'operator' }])
  expect(await submit('luban')).toBe('SubmittedReport')
  // the trigger that keeps the audit is back
  await expect(above.query('delete from core.audit')).rejects.toThrow('written once')
}, 120_000)

test('called again there is nothing to take', async () => {
  expect(await vmeste('demo', 'remove')).toMatchObject({
    code: 0,
    out: { cities: [], accounts: 0, taken: { rows: 0, files: 0 } },
  })
}, 60_000)
