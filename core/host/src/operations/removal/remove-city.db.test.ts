import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { civicPlugin, pictureFolders } from '@vmeste/civic'
import { createTestHost, testSecret, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createHost, type Host } from '../../index.ts'
import { addCity } from '../../city/change-facts.ts'
import { embeddedIdentity, identityUnit } from '../../identity/embedded/index.ts'
import { exportCity, holdingsOfCity, removeCity } from '../../index-removal.ts'
import { withDoors } from './remove-cities.ts'

let town: TestHost,
  other: Host,
  otherUrl = '',
  owner: pg.Client,
  folder = ''
const luban = {
  slug: 'luban',
  name: { ru: 'Любань', be: 'Любань', en: 'Luban' },
  numberPrefix: 'ЛБ',
  centre: { lat: 52.8, lon: 28 },
}
const identity = embeddedIdentity({})

/** Two hosts, as in a region: the one that hears nothing but the database must let go of the city, too. */
beforeAll(async () => {
  town = await createTestHost({
    postgres: inject('postgres'),
    cities: [uzda, zhodino, luban],
    units: [identityUnit],
    now: new Date().toISOString(),
    host: { identity },
  })
  other = await createHost({
    databaseUrl: town.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: town.dataFolder,
    civic: civicPlugin(),
    modules: [],
    units: [identityUnit],
    clock: town.clock,
    logger: town.host.logger,
    identity,
  })
  otherUrl = `http://127.0.0.1:${await other.listen(0)}`
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
  folder = await mkdtemp(join(tmpdir(), 'vmeste-left-'))
  const { users } = town.host.identity!
  const person = (username: string, cityRoles: { city: string; role: string }[], more: object = {}) =>
    users.create({ username, givenName: 'Вера', password: 'a password of some length', cityRoles, ...more })
  await person('only.here', [{ city: 'luban', role: 'operator' }])
  await person('both', [
    { city: 'luban', role: 'operator' },
    { city: 'uzda', role: 'operator' },
  ])
  await person('of.the.platform', [{ city: 'luban', role: 'city-admin' }], { realmRoles: ['platform-admin'] })
  const acted = await person('acted.elsewhere', [{ city: 'luban', role: 'operator' }])
  await person('elsewhere', [{ city: 'uzda', role: 'operator' }])
  await owner.query(
    `insert into core.audit (city, at, actor, action, subject, detail) select id, now(), $1, 'x', 'x', '{}'
      from core.city where slug = 'zhodino'`,
    [acted.key],
  )
  for (const slug of ['luban', 'uzda']) await fill(slug)
}, 60_000)
afterAll(async () => {
  await owner?.end()
  await other?.stop()
  await town?.stop()
  await rm(folder, { recursive: true, force: true })
})

const foldersOf = (slug: string): readonly string[] => pictureFolders(join(town.dataFolder, 'civic'), slug)
const parts = () => ({ storage: town.host.storage, ownerUrl: town.databaseUrl, foldersOf })
const idOf = async (slug: string): Promise<number> =>
  (await owner.query<{ id: number }>('select id from core.city where slug = $1', [slug])).rows[0]!.id

/** Rows of the host and of civic, photos, and one in the quarantine. */
async function fill(slug: string): Promise<void> {
  const ctx = town.ctxIn(slug, 'civic')
  await ctx.db.transaction(async (tx) => {
    const { sql } = await import('@vmeste/sdk/storage')
    await tx.run(
      sql`insert into civic.file (id, sha256, width, height, bytes, uploaded_at) select gen_random_uuid(), 'x', 1, 1,
        1, now() from generate_series(1, 1200)`,
    )
    tx.audit({ action: 'civic.test', subject: `civic:City:${slug}`, detail: {} })
  })
  for (const [at, name] of ['ab/1', '2026-01-01/2'].entries()) {
    const path = join(foldersOf(slug)[at]!, name)
    await mkdir(path, { recursive: true })
    await writeFile(join(path, 'full.webp'), slug)
  }
}
/** The rows of one city in every table as one text each. */
async function digest(city: number): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
      where column_name = 'city' and data_type = 'integer' order by 1`,
  )
  const found: Record<string, string> = {}
  await owner.query(`select set_config('app.city', $1, false)`, [String(city)])
  for (const { name } of rows.filter((row) => !['core.delivery', 'core.lane'].includes(row.name))) {
    const {
      rows: [row],
    } = await owner.query<{ n: number; all: string | null }>(
      `select count(*)::int as n, md5(string_agg(t::text, ' ' order by t::text)) as all from ${name} t
        where city = $1 ${name === 'core.outbox' ? `and type <> 'core.job.due@1'` : ''}`,
      [city],
    )
    found[name] = `${row!.n} ${row!.all}`
  }
  await owner.query(`select set_config('app.city', '', false)`)
  return found
}
const statuses = (slug: string) =>
  Promise.all(
    [town.url, otherUrl].map(
      async (url) =>
        (
          await fetch(`${url}/c/${slug}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"query":"{ city { slug } }"}',
          })
        ).status,
    ),
  )
const names = async () =>
  (await owner.query<{ username: string }>('select username from identity.account order by 1')).rows.map(
    ({ username }) => username,
  )

test('what would go is counted, and nothing has gone', async () => {
  expect(await holdingsOfCity(parts(), 'luban')).toMatchObject({
    slug: 'luban',
    name: 'Любань',
    files: 2,
    accounts: 1,
    staying: 3,
    leaving: false,
    tables: { 'civic.file': 1200 },
  })
  expect(await statuses('luban')).toEqual([200, 200])
  await expect(holdingsOfCity(parts(), 'nowhere')).rejects.toMatchObject({ code: 'VMESTE_CITY_UNKNOWN' })
})

test('an export that cannot be written leaves every row; called again it goes on, is whole, and the city goes', async () => {
  const [before, id] = [await digest(await idOf('uzda')), await idOf('luban')]
  const theirs = await digest(id)
  await expect(
    removeCity(parts(), 'luban', {
      before: async () => {
        throw new Error('disk full')
      },
    }),
  ).rejects.toThrow('disk full')
  await expect.poll(() => statuses('luban')).toEqual([404, 404])
  expect(await digest(id)).toEqual(theirs)

  const file = join(folder, 'luban.tar.gz')
  let told: unknown
  const taken = await removeCity(parts(), 'luban', {
    before: async (doors, city) => {
      told = await exportCity(doors, city, foldersOf('luban'), new Date(), createWriteStream(file))
    },
  })
  expect(told).toMatchObject({ files: 2, tables: { 'civic.file': 1200, 'core.audit': 1 } })
  expect(taken).toMatchObject({ files: 2, accounts: 1 })

  execFileSync('tar', ['-xzf', file], { cwd: folder })
  expect(
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split('\n')
      .every((line) => line.endsWith(': OK')),
  ).toBe(true)
  const rows = (await readFile(join(folder, 'rows/civic.file/000001.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { city: number })
  expect([rows.length, new Set(rows.map(({ city }) => city))]).toEqual([1200, new Set([id])])
  expect(JSON.parse(await readFile(join(folder, 'city.json'), 'utf8'))).toMatchObject({
    format: 1,
    city: { slug: 'luban', number_prefix: 'ЛБ' },
  })
  expect(await readFile(join(folder, 'quarantine/2026-01-01/2/full.webp'), 'utf8')).toBe('luban')

  expect(Object.entries(await digest(id)).filter(([, value]) => !value.startsWith('0 '))).toEqual([])
  expect(
    (
      await owner.query(
        'select 1 from core.delivery where city = $1 union all select 1 from core.lane where city = $1',
        [id],
      )
    ).rows,
  ).toEqual([])
  for (const gone of foldersOf('luban')) expect(await readdir(gone).catch(() => 'gone')).toBe('gone')
  expect(await names()).toEqual(['acted.elsewhere', 'both', 'elsewhere', 'of.the.platform'])
  expect((await town.host.identity!.users.find('both'))?.cityRoles).toEqual([{ city: 'uzda', role: 'operator' }])
  expect((await owner.query(`select 1 from identity.city_role where city = 'luban'`)).rows).toEqual([])

  expect(await digest(await idOf('uzda'))).toEqual(before)
  expect(await statuses('uzda')).toEqual([200, 200])
  expect(await readFile(join(foldersOf('uzda')[1]!, '2026-01-01/2/full.webp'), 'utf8')).toBe('uzda')
}, 30_000)

test('its slug may be given again, and the new city is empty', async () => {
  await expect(removeCity(parts(), 'luban')).rejects.toMatchObject({ code: 'VMESTE_CITY_UNKNOWN' })
  const id = await addCity(
    town.host.storage.pool('core'),
    { slug: 'luban', name: luban.name, prefix: 'ЛБ', at: '52.8,28' },
    [],
  )
  await expect.poll(() => statuses('luban')).toEqual([200, 200])
  expect(Object.entries(await digest(id)).filter(([, value]) => !value.startsWith('0 '))).toEqual([])
  expect(await holdingsOfCity(parts(), 'luban')).toMatchObject({ files: 0, accounts: 0, staying: 0, tables: {} })
})

test('the demonstration goes as a whole', async () => {
  await owner.query(`update core.city set demonstration = true where slug = 'zhodino'`)
  await expect(removeCity(parts(), 'zhodino')).rejects.toMatchObject({ code: 'VMESTE_CITY_DEMONSTRATION' })
  expect(await statuses('zhodino')).toEqual([200, 200])
})

test('an export is of one moment, whatever is written meanwhile', async () => {
  const file = join(folder, 'moment.tar.gz')
  const ctx = town.ctxIn('uzda', 'civic')
  const { sql } = await import('@vmeste/sdk/storage')
  const made = await withDoors(parts(), async (doors) => {
    const city = { id: await idOf('uzda'), slug: 'uzda' }
    const connect = doors.connect.bind(doors)
    return exportCity(
      {
        ...doors,
        connect: async (schema) => {
          const client = await connect(schema)
          // between the owner's moment and civic's connection
          if (schema === 'civic')
            await ctx.db.transaction((tx) =>
              tx.run(
                sql`insert into civic.file (id, sha256, width, height, bytes, uploaded_at) values (gen_random_uuid(), 'x', 1, 1, 1, now())`,
              ),
            )
          return client
        },
      },
      city,
      [],
      new Date(),
      createWriteStream(file),
    )
  })
  expect(made.tables['civic.file']).toBe(1200)
  expect((await sql<{ n: number }>`select count(*)::int as n from civic.file`.execute(ctx.db.read)).rows).toEqual([
    { n: 1201 },
  ])
})
