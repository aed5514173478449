import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { photoWithGps } from '../core/civic/src/files/sample-photos.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../core/host/src/storage/embedded-postgres.ts'
import { readLockFile } from '../core/host/src/storage/embedded/lock-file.ts'
import { startPlatform, type Platform } from '../web/e2e/platform.ts'

/** The whole product on a database of its own, because this test ends it. */
let folder = ''
let postgres: EmbeddedPostgres
let city: Platform
let photo: File

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-outage-'))
  postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
  city = await startPlatform(postgres.url)
  photo = new File([new Uint8Array(await photoWithGps({ width: 320, height: 240 }))], 'p.jpg', { type: 'image/jpeg' })
})
afterAll(async () => {
  await city.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

const html = { accept: 'text/html,*/*' }
const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(city.origin + path, { headers: { ...html, ...headers }, redirect: 'manual' })
  return {
    status: response.status,
    retry: response.headers.get('retry-after'),
    location: response.headers.get('location'),
    text: await response.text(),
  }
}
const post = async (path: string, fields: Record<string, string | Blob>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const response = await fetch(city.origin + path, { method: 'POST', body: form, headers: html, redirect: 'manual' })
  return {
    status: response.status,
    retry: response.headers.get('retry-after'),
    location: response.headers.get('location'),
    text: await response.text(),
  }
}
const ready = async () => {
  const response = await fetch(city.origin + '/health/ready')
  const { parts } = (await response.json()) as { parts?: { database: string; files: string } }
  return { status: response.status, parts }
}
const killConnections = () =>
  asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
const readyIs = async (parts: { database: string; files: string } | undefined) => {
  await expect.poll(ready, { timeout: 15_000, interval: 100 }).toEqual({ status: parts ? 503 : 200, parts })
}
/** What goes on in the server is only for a superuser to see. */
const above = () =>
  new Client({
    connectionString: Object.assign(new URL(postgres.superuserUrl), { pathname: new URL(city.databaseUrl).pathname })
      .href,
  })
const asOwner = async (sql: string) => {
  const owner = above()
  await owner.connect()
  try {
    await owner.query(sql)
  } finally {
    await owner.end()
  }
}
const typed = { action: 'send', key: randomUUID(), tile: '', text: 'Яма <у подъезда>', photos: new File([], '') }
const address = '/c/uzda/o/UZ-0049'

test('well, it is ready, leaves one row behind however often it is asked, and a page is a page', async () => {
  await readyIs(undefined)
  city.host.readiness.spoil()
  await readyIs(undefined)
  const owner = new Client({ connectionString: city.databaseUrl })
  await owner.connect()
  expect((await owner.query('select 1 from core.write_probe')).rowCount).toBe(1)
  await owner.end()
  const page = await get(address)
  expect([page.status, page.retry]).toEqual([200, null])
  expect(page.text).not.toContain('v-outage')
  typed.tile = /name="tile" value="([^"]+)"|value="([^"]+)"[^>]*name="tile"/.exec(page.text)!.slice(1).find(Boolean)!
})

test('a database that only lets read: pages say so above what they show, and what was typed comes back in its own form', async () => {
  await asOwner(
    `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$`,
  )
  await killConnections()
  await readyIs({ database: 'read-only', files: 'ok' })
  const page = await get(address)
  expect([page.status, page.retry]).toEqual([503, '10'])
  expect(page.text).toContain('Сейчас мы ничего не можем сохранить')
  expect(page.text).toContain('ул. Гагарина, 3')
  const put = await fetch(`${city.origin}/c/uzda/files/${randomUUID()}`, { method: 'PUT', body: photo })
  expect([put.status, await put.json()]).toEqual([
    503,
    { code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('неполадки') as string },
  ])
  for (const photos of [typed.photos, photo]) {
    const sent = await post(address, { ...typed, photos })
    expect([sent.status, sent.retry]).toEqual([503, '10'])
    expect(sent.text).toContain('Яма &lt;у подъезда&gt;</textarea>')
    expect(sent.text).toContain('role="alert"')
  }
  expect((await get('/c/uzda/')).status).toBe(503)
  await asOwner(
    `set transaction read write; do $$ begin execute format('alter database %I reset default_transaction_read_only', current_database()); end $$`,
  )
  await killConnections()
  await readyIs(undefined)
})

test('a role that is let in no more is seen, though its connections still stand', async () => {
  const role = city.host.storage.roleOf('appeals')
  const { password } = new URL(city.host.storage.urlOf('appeals'))
  await asOwner(`alter role ${role} password 'another'`)
  await readyIs({ database: 'refused', files: 'ok' })
  await asOwner(`alter role ${role} password '${password}'`)
  await readyIs(undefined)
})

test('a right that the host has lost is seen', async () => {
  const role = city.host.storage.roleOf('core')
  await asOwner(`revoke update on core.write_probe from ${role}`)
  await readyIs({ database: 'forbidden', files: 'ok' })
  await asOwner(`grant update on core.write_probe to ${role}`)
  await readyIs(undefined)
})

test('a folder for files that takes none is seen, and no photo is called broken', async () => {
  await rm(city.dataFolder, { recursive: true })
  await writeFile(city.dataFolder, '')
  await readyIs({ database: 'ok', files: 'failing' })
  expect((await get(address)).text).toContain('Фото сейчас не сохраняются')
  const put = await fetch(`${city.origin}/c/uzda/files/${randomUUID()}`, { method: 'PUT', body: photo })
  expect([put.status, await put.json()]).toMatchObject([503, { code: 'FILE_DISK' }])
  const sent = await post(address, { ...typed, photos: photo })
  expect(sent.status).toBe(503)
  expect(sent.text).toContain('Яма &lt;у подъезда&gt;</textarea>')
  await rm(city.dataFolder)
  await readyIs(undefined)
})

/** What the host's standing connections listen to. */
async function listening(): Promise<string[]> {
  const owner = above()
  await owner.connect()
  try {
    const { rows } = await owner.query<{ query: string }>(
      `select query from pg_stat_activity where datname = current_database() and query ~* '^listen'`,
    )
    return rows.map(({ query }) => query.toLowerCase())
  } finally {
    await owner.end()
  }
}

test(
  'without a database every page is the city’s 503, a form comes back with all that was typed, and all goes on by itself',
  { timeout: 90_000 },
  async () => {
    const before = await listening()
    expect(before.length).toBeGreaterThan(0)
    const bearer = await city.host.identity!.issueToken!('operator.uzda')
    await asOwner('checkpoint') // this server is careless for speed
    // without its folder it cannot be started again
    await rename(postgres.folder, `${postgres.folder}.away`)
    process.kill((await readLockFile(`${postgres.folder}.away`))!.pid, 'SIGKILL')
    await readyIs({ database: 'unreachable', files: 'ok' })
    for (const [path, lang, words] of [
      [address, 'ru', 'Сейчас не открывается'],
      [address, 'be', 'Цяпер не адкрываецца'],
      ['/c/uzda/', 'en', 'cannot open right now'],
      ['/c/uzda/m/appeals/new', 'ru', 'Сейчас не открывается'],
      ['/c/uzda/t/secret', 'ru', 'Сейчас не открывается'],
    ] as const) {
      const page = await get(path, { 'accept-language': lang })
      expect([page.status, page.retry], path).toEqual([503, '10'])
      expect(page.text, path).toContain(words)
      expect(page.text, path).toMatch(/--brand:#\w{6}/)
      expect(page.text, path).toMatch(/v-sign-name">(Узда|Uzda)</)
      expect(page.text, path).not.toMatch(/Здесь ничего нет|Тут нічога няма|ECONNREFUSED/)
    }
    const sent = await post(address, { ...typed, photos: photo })
    expect([sent.status, sent.retry]).toEqual([503, '10'])
    expect(sent.text).toContain('Пока не отправлено')
    expect(sent.text).toMatch(/<textarea[^>]*name="text"[^>]*>Яма &lt;у подъезда&gt;<\/textarea>/)
    for (const name of ['action', 'key', 'tile'] as const)
      expect(sent.text).toContain(`<input type="hidden" name="${name}" value="${typed[name]}">`)
    expect(sent.text).toMatch(/<input[^>]*type="file" name="photos"/)
    const list = await get('/')
    expect([list.status, list.text]).toEqual([503, expect.stringContaining('страницы городов могут не открыться')])
    const graph = await fetch(`${city.origin}/c/uzda/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query: '{ place(code: "UZ-0049") { name } }' }),
      headers: { 'content-type': 'application/json', 'accept-language': 'be' },
    })
    expect([graph.status, graph.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await graph.json()).toMatchObject({
      errors: [
        { message: expect.stringContaining('непаладкі') as string, extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ],
    })

    await rename(`${postgres.folder}.away`, postgres.folder)
    await readyIs(undefined)
    await expect.poll(async () => (await get(address)).status, { timeout: 10_000 }).toBe(200)
    const again = await post(address, typed)
    expect(again.status).toBe(303)
    const secret = /\/(?:sent|t)\/([^/?#]+)/.exec(again.location ?? '')?.[1]
    const once = await city.ask<{ place: { openReports: { textState: string }[] }; track: { text: string } }>(
      'uzda',
      `{ place(code: "UZ-0049") { openReports { textState } } track(secret: "${secret}") { text } }`,
    )
    // strangers are told that the words are being checked; whoever typed them reads them
    expect(once.data).toMatchObject({
      place: { openReports: [{ textState: 'CHECKING' }] },
      track: { text: typed.text },
    })
    const me = await fetch(`${city.origin}/c/uzda/graphql`, {
      method: 'POST',
      body: JSON.stringify({ query: '{ me { username } }' }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    })
    expect(await me.json()).toEqual({ data: { me: { username: 'operator.uzda' } } })
    await city.host.events.idle() // what the report tells others has been told
    // one that was just being made anew when this test began is there now, too
    await expect.poll(listening, { timeout: 30_000 }).toEqual(expect.arrayContaining(before))
    expect(city.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([])
  },
)

test('a host that goes says so before it takes no more', async () => {
  const going = city.host.readiness.drain()
  const answer = await fetch(`${city.origin}/health/ready`)
  expect([answer.status, await answer.json()]).toMatchObject([503, { status: 'draining' }])
  expect((await fetch(`${city.origin}/health/live`)).status).toBe(200)
  await going
})
