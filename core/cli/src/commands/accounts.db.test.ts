import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { ownedDatabase, type OwnedDatabase } from '@vmeste/testkit/owned-database'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { cityWords } from '../../../../test/city-words.ts'
import { commandHere, type Ended } from '../../../../test/command-here.ts'

/** The commands as people give them, on an own, empty data folder, as the owner of an empty database. */
let data = ''
let database: OwnedDatabase
beforeAll(async () => {
  data = await emptyFolder()
  database = await ownedDatabase('accounts_owner')
})
afterAll(async () => {
  await database.remove()
  await rm(data, { recursive: true, force: true })
})

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-cli-'))
  // so that a database may lie there when the tests run as root
  await chmod(folder, 0o755)
  return folder
}

type Settings = Readonly<Record<string, string>>
const settings = (): Settings => ({ VMESTE_DATA: data, DATABASE_URL: database.url })
const vmeste = (args: string[], env: Settings = {}): Promise<Ended<unknown>> =>
  commandHere({ ...settings(), ...env }, ...args)

/** The same in a process of its own, with what stands in its standard input. */
function vmesteApart(args: string[], input: string, env: Settings = {}): Promise<Ended<unknown>> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, '../main.ts'), ...args, '--json'],
      { env: { ...process.env, ...settings(), ...env } },
      (error, stdout, stderr) => {
        try {
          resolve({ code: error ? Number(error.code) : 0, out: JSON.parse(stdout) })
        } catch {
          reject(new Error(`not one JSON value: ${stdout}${stderr}`))
        }
      },
    )
    child.stdin?.end(input)
  })
}

const city = cityWords()

test('with no database named the platform makes its own', { timeout: 120_000 }, async () => {
  const folder = await emptyFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const env = { VMESTE_DATA: folder, DATABASE_URL: '' }
  expect(await vmesteApart(city, '', env)).toMatchObject({ code: 0, out: { slug: 'luban' } })
  expect(await vmeste(['admin', 'hanna', '--name', 'Hanna', '--city', 'luban'], env)).toMatchObject({ code: 0 })
})

test('an empty platform gets its city and its administrators', { timeout: 120_000 }, async () => {
  expect(await vmeste(city)).toMatchObject({ code: 0, out: { slug: 'luban' } })
  expect(await vmeste(city)).toMatchObject({ code: 1, out: { code: 'VMESTE_CITY_EXISTS' } })
  expect(await vmeste([...city.slice(0, -1), '52.8'])).toMatchObject({ code: 1, out: { code: 'VMESTE_CITY_CENTRE' } })

  const made = await vmeste(['admin', 'hanna', '--name', 'Hanna'])
  expect(made).toMatchObject({
    code: 0,
    out: { user: 'hanna', password: expect.stringMatching(/^.{16,}$/) as unknown },
  })
  expect(await vmeste(['admin', 'hanna', '--name', 'Hanna'])).toMatchObject({
    code: 1,
    out: { code: 'USERNAME_TAKEN' },
  })
  // a password that was given is not said again
  expect(
    await vmesteApart(
      ['admin', 'pavel', '--name', 'Pavel', '--city', 'luban', '--password-stdin'],
      'a password of some length\n',
    ),
  ).toEqual({ code: 0, out: { user: 'pavel', city: 'luban' } })
  expect(await vmeste(['admin', 'volha', '--name', 'Volha', '--city', 'nowhere'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_UNKNOWN' },
  })
})

test('who runs one city is given another, if that is said', { timeout: 120_000 }, async () => {
  expect(await vmeste(cityWords('slutsk', 'СЛ'))).toMatchObject({ code: 0 })
  expect(await vmeste(['admin', 'pavel', '--name', 'Pavel', '--city', 'slutsk'])).toMatchObject({
    code: 1,
    out: {
      code: 'USERNAME_TAKEN',
      message: expect.stringContaining('vmeste admin pavel --city slutsk --also') as unknown,
    },
  })
  expect(await vmeste(['admin', 'pavel', '--city', 'slutsk', '--also'])).toEqual({
    code: 0,
    out: { user: 'pavel', city: 'slutsk' },
  })
  for (const [who, city, code] of [
    ['nobody', 'slutsk', 'VMESTE_ADMIN_ALSO'],
    ['pavel', 'nowhere', 'VMESTE_CITY_UNKNOWN'],
  ] as const)
    expect(await vmeste(['admin', who, '--city', city, '--also'])).toMatchObject({ code: 1, out: { code } })
  for (const words of [['--also'], ['--city', 'slutsk'], ['--city', 'slutsk', '--also', '--name', 'Pavel']])
    expect(await vmeste(['admin', 'pavel', ...words])).toMatchObject({ code: 1, out: { code: 'USAGE' } })
})

test('a misspelt word of a command is no city', { timeout: 60_000 }, async () => {
  const said = async (...words: string[]) => ((await vmeste(['city', ...words])).out as { message: string }).message
  expect(await said('lst')).toContain('Did you mean «vmeste city list»?')
  expect(await said('slutsk')).toBe('there is no «vmeste city slutsk» (there are: add, change, remove, list)')
  expect(await said('uzda', '--ru', 'Узда', '--prefix', 'УЗ')).toBe(
    'vmeste city add uzda needs --be, --en, --at as well',
  )
  expect(await vmeste(['city', 'change', 'slutsk', '--sign', '/no/such.png'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_SIGN_FILE' },
  })
})

test('tokens are for invented people only', { timeout: 60_000 }, async () => {
  expect(await vmeste(['token', 'hanna'], { VMESTE_DEMO: 'on' })).toMatchObject({
    code: 1,
    out: { code: 'USER_UNKNOWN' },
  })
  expect(await vmeste(['token', 'hanna'], { VMESTE_DEMO: 'off' })).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_TOKEN_NO_DEMONSTRATION' },
  })
  expect(await vmeste(['token', 'hanna', '--seconds', '999999'])).toMatchObject({ code: 1, out: { code: 'USAGE' } })
})

test('keys change and a second step is asked for by commands', { timeout: 120_000 }, async () => {
  expect(await vmeste(['keys', 'rotate'])).toMatchObject({ code: 0, out: { kid: expect.any(String) as unknown } })
  expect(await vmeste(['keys', 'rotate'])).toMatchObject({ code: 1, out: { code: 'VMESTE_KEYS_ROTATING' } })
  expect(await vmeste(['second-factor', 'on', '--city', 'luban'])).toEqual({
    code: 0,
    out: { act: 'on', city: 'luban' },
  })
  expect(await vmeste(['second-factor', 'on', '--city', 'nowhere'])).toMatchObject({
    code: 1,
    out: { code: 'VMESTE_CITY_UNKNOWN' },
  })
  expect(await vmeste(['second-factor', 'reset', '--user', 'nobody'])).toMatchObject({
    code: 1,
    out: { code: 'USER_UNKNOWN' },
  })
  expect(await vmeste(['second-factor', 'reset'])).toMatchObject({ code: 1, out: { code: 'USAGE' } })
})
