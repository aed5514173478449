import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import sharp from 'sharp'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installedModules } from '../core/cli/src/platform/installed-modules.ts'
import { ownedDatabase, type OwnedDatabase } from '@vmeste/testkit/owned-database'
import { cityWords } from './city-words.ts'
import { root } from './workspace.ts'

const name = `cities_${crypto.randomUUID().slice(0, 8)}`
let database: OwnedDatabase,
  above: pg.Client,
  data = '',
  databaseUrl = '',
  host: Host,
  url = ''

/** Hosts hear of a change at once; a busy machine may take its time to say so. */
const soon = { timeout: 60_000 }

/** A host as docs/operations.md has it: the owner of its database is no superuser. The commands run beside it. */
beforeAll(async () => {
  database = await ownedDatabase(name)
  ;({ url: databaseUrl, above } = database)
  data = await mkdtemp(join(tmpdir(), 'vmeste-cities-'))
  const { plugins } = await installedModules()
  host = await createHost({
    databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: join(data, 'files'),
    civic: civicPlugin({ mailLater: true }),
    modules: plugins,
    units: [identityUnit],
    identity: embeddedIdentity({}),
  })
  url = `http://127.0.0.1:${await host.listen(0)}`
})
afterAll(async () => {
  await host?.stop()
  await database?.remove()
  await rm(data, { recursive: true, force: true })
})

interface Said {
  readonly code: number
  readonly out: unknown
  readonly err: string
}
function vmeste(args: readonly string[], input = ''): Promise<Said> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VMESTE_')))
    const child = execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), ...args],
      { timeout: 300_000, env: { ...env, DATABASE_URL: databaseUrl, VMESTE_DATA: data, VMESTE_SECRET: testSecret } },
      (error, stdout, stderr) => {
        const out = (): unknown => {
          try {
            return JSON.parse(stdout)
          } catch {
            return stdout
          }
        }
        if (typeof error?.code === 'string') reject(new Error(stderr, { cause: error }))
        else resolve({ code: error ? Number(error.code) : 0, out: out(), err: stderr })
      },
    )
    child.stdin?.end(input)
  })
}
async function submit(city: string): Promise<string | undefined> {
  const query =
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { number } ... on InvalidInput { message } } }'
  const input = {
    submissionKey: crypto.randomUUID(),
    topic: 'ROAD.HOLE',
    place: { address: `ул. Мира, ${crypto.randomUUID()}` },
    text: 'Яма',
    photos: [],
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
  const said = await reply.text()
  return (JSON.parse(said) as { data?: { submitReport?: { number?: string } } }).data?.submitReport?.number ?? said
}

test('cities are made, named and changed beside a running host', async () => {
  const help = await vmeste(['city', '--help'])
  expect(String(help.out)).toMatch(/^ +add /m)
  expect(await vmeste([...cityWords(), '--json'])).toMatchObject({ code: 0, out: { slug: 'luban' }, err: '' })
  const before = await vmeste(cityWords('slutsk', 'СЛ').toSpliced(1, 1))
  expect([before.code, before.err]).toEqual([0, expect.stringContaining('vmeste city add slutsk') as string])
  await expect.poll(() => submit('luban'), soon).toMatch(/^ЛБ-/)

  const sign = join(data, 'sign.svg')
  await writeFile(sign, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>')
  expect(
    await vmeste([
      'city',
      'change',
      'luban',
      '--en',
      'Lyuban',
      '--prefix',
      'лю',
      '--colour',
      '7a1f2b',
      '--sign',
      sign,
      '--json',
    ]),
  ).toMatchObject({ code: 0, out: { changed: ['name', 'prefix', 'look'] } })
  await expect.poll(() => submit('luban'), soon).toMatch(/^ЛЮ-/)
  const brand = host.store.bySlug('luban')!.city.brand
  const picture = await fetch(`${url}/c/luban/sign/${brand.sign}`)
  expect([picture.status, (await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).format]).toEqual([
    200,
    'png',
  ])
  expect((await fetch(`${url}/c/slutsk/sign/${brand.sign}`)).status).toBe(404)

  expect(await vmeste(['city', 'list', '--json'])).toMatchObject({
    code: 0,
    out: [
      {
        slug: 'luban',
        name: { en: 'Lyuban' },
        prefix: 'ЛЮ',
        brand: { colour: '#7a1f2b', onColour: '#ffffff', sign: brand.sign },
        leaving: false,
      },
      { slug: 'slutsk', prefix: 'СЛ' },
    ],
  })
  expect(await vmeste([...cityWords('list', 'ЛИ'), '--json'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_SLUG_RESERVED', message: expect.stringMatching(/[а-я]/) as string },
  })
  expect(await vmeste(['city', 'change', 'luban', '--sign', 'none', '--json'])).toMatchObject({ code: 0 })
  await expect.poll(() => host.store.bySlug('luban')!.city.brand.sign, soon).toBeUndefined()
  expect(
    (await readdir(join(data, 'files/civic/files/luban')).catch(() => [])).filter((each) => each.startsWith('sign')),
  ).toEqual([])
})

test('a sweep that has stopped goes on when somebody says so', async () => {
  const then = new Date(Date.now() - 3 * 86_400_000)
  for (let n = 0; n < 51; n++) {
    const id = crypto.randomUUID(),
      place = join(data, 'files/civic/files/slutsk', id.slice(-2), id)
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'full.webp'), '')
    await utimes(place, then, then)
  }
  expect(await vmeste(['files', 'sweep', '--json'])).toMatchObject({
    code: 0,
    out: [
      { slug: 'luban', of: 0 },
      { slug: 'slutsk', of: 51, rowless: 51, stopped: true },
    ],
  })
  expect(await vmeste(['files', 'sweep', '--yes', '--json'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_FILES_WHICH_CITY' },
  })
  expect(await vmeste(['files', 'sweep', '--city', 'slutsk', '--yes', '--json'])).toMatchObject({
    code: 0,
    out: [{ slug: 'slutsk', swept: { aside: 51 } }],
  })
  expect(await readdir(join(data, 'files/civic/quarantine/slutsk'))).toHaveLength(1)
})

test('a city is removed beside a running host that goes on being written to', async () => {
  const file = join(data, 'slutsk.tar.gz')
  await host.identity!.users.create({
    username: 'vera',
    givenName: 'Вера',
    password: 'a password of some length',
    cityRoles: [{ city: 'slutsk', role: 'operator' }],
  })
  expect(await vmeste(['city', 'remove', 'slutsk', '--json'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_DECLINED' },
  })
  expect(await vmeste(['city', 'remove', 'slutsk', '--yes', 'luban', '--json'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_DECLINED' },
  })
  expect(
    await vmeste(['city', 'remove', 'slutsk', '--yes', 'slutsk', '--export', join(data, 'nowhere/x'), '--json']),
  ).toMatchObject({ code: 1, out: { code: 'VMESTE_CITY_EXPORT' } })
  // typed at the terminal: no file, then another word
  expect((await vmeste(['city', 'remove', 'slutsk'], '\nluban\n')).code).toBe(1)
  expect(await submit('slutsk')).toMatch(/^СЛ-/)
  const {
    rows: [id],
  } = await above.query<{ id: number }>(`select id from core.city where slug = 'slutsk'`)

  await writeFile(`${file}.part`, 'half of an export, left by a call that was killed')
  const removing = vmeste(['city', 'remove', 'slutsk', '--yes', 'slutsk', '--export', file, '--json'])
  const done = { yes: false }
  void removing.finally(() => {
    done.yes = true
  })
  let numbers = 1
  while (!done.yes) {
    if ((await submit('slutsk'))?.startsWith('СЛ-')) numbers++
    await sleep(20)
  }
  const { code, out } = await removing
  expect([code, out]).toMatchObject([
    0,
    { slug: 'slutsk', accounts: 1, taken: { accounts: 1 }, export: { file, files: 51 } },
  ])
  // whatever the city has confirmed to somebody stands in the file
  const list = await new Promise<string>((resolve, reject) => {
    execFile('tar', ['-xzOf', file, '--wildcards', 'rows/appeals.report/*'], { maxBuffer: 1e9 }, (error, stdout) => {
      if (error) reject(new Error('tar', { cause: error }))
      else resolve(stdout)
    })
  })
  expect(list.trim().split('\n')).toHaveLength(numbers)

  expect(await submit('slutsk')).toBeUndefined()
  const { rows: tables } = await above.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
      where column_name = 'city' and data_type = 'integer' order by 1`,
  )
  for (const { name: table } of tables)
    expect((await above.query(`select 1 from ${table} where city = $1`, [id!.id])).rowCount, table).toBe(0)
  expect((await above.query(`select 1 from identity.account where username = 'vera'`)).rowCount).toBe(0)
  for (const kind of ['files', 'quarantine'])
    expect(await readdir(join(data, 'files/civic', kind, 'slutsk')).catch(() => 'gone')).toBe('gone')
  expect(await submit('luban')).toMatch(/^ЛЮ-/)

  expect(await vmeste(cityWords('slutsk', 'СЛ'))).toMatchObject({ code: 0 })
  await expect.poll(() => submit('slutsk'), { ...soon, message: 'it starts from the beginning' }).toMatch(/-000001$/)
  expect((await vmeste(['city', 'remove', 'slutsk'], '\nslutsk\n')).code).toBe(0)
  expect(await submit('slutsk')).toBeUndefined()
})
