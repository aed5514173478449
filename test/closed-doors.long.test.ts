import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { demonstrationPassword } from '../demo/src/accounts/demonstration-accounts.ts'
import { startHostProcess, type HostProcess } from './chaos/host-process.ts'
import { cityWords } from './city-words.ts'
import { rowsOfDemonstration, tryTheDoors } from './closed-doors.ts'
import { freePort } from './running-platform.ts'
import { environmentOf } from './unit-file.ts'
import { read, root } from './workspace.ts'

/** As `closed-doors.db.test.ts`, with the whole month told, as processes, and `demo remove` beside a running host. */
const unit = environmentOf(read('deploy/systemd/vmeste.service'))
let data = '',
  port = 0,
  host: HostProcess | undefined
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'vmeste-month-'))
  await chmod(data, 0o755)
  port = await freePort()
})
afterAll(async () => {
  await host?.kill('SIGTERM')
  await rm(data, { recursive: true, force: true })
})

test('the month of the demonstration beside a real city: shown to nobody, closed by the unit of the docs, and gone without a trace', async () => {
  host = await startHostProcess({ VMESTE_DATA: data, VMESTE_DEMO: 'on' }, port, 600_000)
  expect(await vmeste(...cityWords())).toMatchObject({ slug: 'luban' })
  expect(await vmeste('admin', 'vera', '--name', 'Vera', '--email', 'vera@mail.by', '--city', 'luban')).toMatchObject({
    user: 'vera',
  })
  await expect.poll(() => status('luban'), { timeout: 20_000 }).toBe(200)
  await report('uzda', 'vera@mail.by')
  await report('luban') // no letter leaves a real city here, so that nobody is asked for an e-mail
  // in the demonstration, with the demonstration on: a real person's letter is no word on its page
  const { token } = (await vmeste('token', 'admin.uzda')) as { token: string }
  await expect
    .poll(async () => (await outbox(token)).some(({ recipient }) => recipient === 'v***@mail.by'), { timeout: 60_000 })
    .toBe(true)
  const letters = await outbox(token)
  for (const letter of letters)
    expect(letter.href !== null, letter.recipient).toBe(letter.recipient.endsWith('@example.com'))
  expect(
    (
      await tryTheDoors(host.url, `http://localhost:${port}`, {
        invented: 'admin.uzda',
        password: demonstrationPassword,
        real: 'vera',
      })
    ).letters,
  ).toEqual([503, 503])
  await host.kill('SIGTERM')

  host = await startHostProcess({ ...unit, VMESTE_DATA: data }, port, 300_000)
  expect(host.output()).toContain('off, its accounts are closed')
  expect(host.output()).toContain('none leave, VMESTE_SMTP is not set')
  expect(
    await tryTheDoors(host.url, unit['VMESTE_URL']!, {
      invented: 'admin.uzda',
      password: demonstrationPassword,
      real: 'vera',
    }),
  ).toEqual({ offered: false, invented: [401, 404, 503], letters: [503, 503], shown: false })
  expect(
    (
      await fetch(`${host.url}/c/uzda/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ me { name } }"}',
      })
    ).status,
  ).toBe(401)

  const before = await inDatabase()
  expect([before.cities.length, before.people.length > 10]).toEqual([2, true])
  const files = await readdir(join(data, 'files/civic/files/luban'), { recursive: true })
  const removed = (await vmeste('demo', 'remove', '--yes')) as { taken: { rows: number; files: number } }
  console.log(`demo remove: ${removed.taken.rows} rows, ${removed.taken.files} files, ${before.people.length} people`)
  expect(removed).toMatchObject({ left: { cities: 0, accounts: 0, rows: 0 } })
  expect([await status('uzda'), await status('zhodino'), await status('luban')]).toEqual([404, 404, 200])
  const after = await inDatabase(before)
  expect(after.rows).toEqual({})
  expect(after.luban).toEqual(before.luban)
  expect(await readdir(join(data, 'files/civic/files'))).toEqual(['luban'])
  expect(await readdir(join(data, 'files/civic/files/luban'), { recursive: true })).toEqual(files)
})

const status = async (city: string): Promise<number> =>
  (
    await fetch(`${host!.url}/c/${city}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ city { slug } }"}',
    })
  ).status

async function graph<Data>(
  city: string,
  query: string,
  variables: Record<string, unknown>,
  bearer?: string,
): Promise<Data> {
  const reply = await fetch(`${host!.url}/c/${city}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify({ query, variables }),
  })
  return ((await reply.json()) as { data: Data }).data
}
async function report(city: string, email?: string): Promise<void> {
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  const id = crypto.randomUUID()
  expect(
    (
      await fetch(`${host!.url}/c/${city}/files/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg' },
        body: new Uint8Array(photo),
      })
    ).status,
  ).toBe(201)
  const input = {
    submissionKey: crypto.randomUUID(),
    topic: 'ROAD.HOLE',
    place: { address: 'ул. Мира, 5' },
    text: 'Яма',
    photos: [id],
    ...(email && { contact: { email, consent: true } }),
    anywayNew: true,
  }
  const data = await graph<{ submitReport: { __typename: string } }>(
    city,
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename } }',
    { input },
  )
  expect(data.submitReport.__typename).toBe('SubmittedReport')
}
const outbox = async (token: string): Promise<readonly { recipient: string; href: string | null }[]> =>
  (
    await graph<{ outbox: { recipient: string; href: string | null }[] }>(
      'uzda',
      '{ outbox(first: 100) { recipient href } }',
      {},
      token,
    )
  ).outbox

interface InDatabase {
  readonly rows: Record<string, number>
  readonly cities: readonly number[]
  readonly people: readonly string[]
  readonly luban: Record<string, string>
}

/** The embedded database of the running host, looked at as its superuser. */
async function inDatabase(known?: Pick<InDatabase, 'cities' | 'people'>): Promise<InDatabase> {
  const postgres = await startEmbeddedPostgres(join(data, 'postgres'), { inUse: 'share' })
  const client = new pg.Client({ connectionString: postgres.superuserUrl })
  await client.connect()
  try {
    const cities =
      known?.cities ??
      (await client.query<{ id: number }>('select id from core.city where demonstration')).rows.map(({ id }) => id)
    const people =
      known?.people ??
      (await client.query<{ id: string }>('select id from identity.account where demonstration')).rows.map(
        ({ id }) => id,
      )
    const luban: Record<string, string> = {}
    for (const table of [
      'appeals.report',
      'appeals.history',
      'civic.file',
      'civic.notification',
      'core.audit',
      'core.city_module',
    ]) {
      const {
        rows: [row],
      } = await client.query<{ all: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' order by t::text)), '') as all from ${table} t
          where city = (select id from core.city where slug = 'luban')`,
      )
      luban[table] = row!.all
    }
    return {
      rows: await rowsOfDemonstration(postgres.superuserUrl, ['uzda', 'zhodino'], cities, people),
      cities,
      people,
      luban,
    }
  } finally {
    await client.end()
    await postgres.stop()
  }
}

function vmeste(...args: string[]): Promise<unknown> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VMESTE_')))
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), ...args, '--json'],
      { env: { ...env, VMESTE_DATA: data } },
      (_error, stdout, stderr) => {
        try {
          resolve(JSON.parse(stdout))
        } catch {
          reject(new Error(`not one JSON value: ${stdout}${stderr}`))
        }
      },
    )
  })
}
