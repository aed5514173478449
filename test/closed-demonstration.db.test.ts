import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { openPlatform, type Platform } from '../core/cli/src/platform/open-platform.ts'
import { readEnv } from '../core/cli/src/platform/read-env.ts'
import { demonstrationAccounts, demonstrationPassword } from '../demo/src/accounts/demonstration-accounts.ts'
import { setUpPlatformAccounts } from '../demo/src/accounts/set-up-accounts.ts'
import { cityPlans } from '../demo/src/plans/city-plans.ts'
import { finishCity, prepareCity } from '../demo/src/cities/prepare-city.ts'
import { rowsOfDemonstration, tryTheDoors } from './closed-doors.ts'
import { environmentOf } from './unit-file.ts'
import { read, root } from './workspace.ts'

/** What the docs' unit sets of the platform, to the letter; only the data lie elsewhere. */
const unit = Object.fromEntries(
  Object.entries(environmentOf(read('deploy/systemd/vmeste.service'))).filter(([name]) => name.startsWith('VMESTE_')),
)
const origin = unit['VMESTE_URL']!
let data = ''
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'vmeste-unit-'))
  await chmod(data, 0o755)
})
afterAll(() => rm(data, { recursive: true, force: true }))

async function running<T>(
  source: Record<string, string>,
  work: (platform: Platform, at: string) => Promise<T>,
): Promise<T> {
  const platform = await openPlatform(readEnv({ ...source, VMESTE_DATA: data, VMESTE_LOG: 'silent' }), {
    demonstrationAccounts,
  })
  try {
    return await work(platform, `http://127.0.0.1:${await platform.host.listen(0)}`)
  } finally {
    await platform.stop()
  }
}
const doors = (at: string) =>
  tryTheDoors(at, origin, { invented: 'admin.uzda', password: demonstrationPassword, real: 'vera@mail.by' })
const shut = { offered: false, invented: [401, 404, 503], letters: [503, 503], shown: false }

test('the unit of the docs: no invented account signs in, and no letter of a real person is on any screen', async () => {
  expect(Object.keys(unit)).toEqual(['VMESTE_URL', 'VMESTE_DATA'])
  await running(unit, async ({ host }, at) => {
    await host.identity!.users.create({
      username: 'vera',
      givenName: 'Вера',
      email: 'vera@mail.by',
      password: 'a password of some length',
    })
    expect(await doors(at)).toEqual(shut)
    expect([host.identity!.issueToken, host.store.all()]).toEqual([undefined, []])
  })
}, 60_000)

test('on data that had the demonstration it closes it, and after `demo remove` nothing of it is there', async () => {
  // two cities with staff and places, and no month, which takes long to tell
  await running({ VMESTE_DEMO: 'on' }, async ({ host, modules }, at) => {
    const { users } = host.identity!
    const platform = await setUpPlatformAccounts(users)
    for (const plan of cityPlans)
      await finishCity(
        users,
        await prepareCity({ host, users, platform, newCity: modules.newCity, onProgress: () => undefined }, plan),
      )
    expect(
      (
        await fetch(`${at}/c/uzda/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ city { slug } }"}',
        })
      ).status,
    ).toBe(200)
  })
  await running(unit, async ({ host }, at) => {
    expect(await doors(at)).toEqual(shut)
    expect(host.store.all()).toHaveLength(2)
  })
  const before = await inDatabase()
  expect(Object.keys(before.rows).length).toBeGreaterThan(10)
  const removed = await vmeste('demo', 'remove', '--yes', '--json')
  expect(removed).toMatchObject({
    cities: [{ slug: 'uzda' }, { slug: 'zhodino' }],
    left: { cities: 0, accounts: 0, rows: 0 },
  })
  expect((await inDatabase(before.cities, before.people)).rows).toEqual({})
  expect(await readdir(join(data, 'files/civic/files')).catch(() => [])).toEqual([])
}, 120_000)

/** The embedded database, looked at as its superuser. */
async function inDatabase(
  cities?: readonly number[],
  people?: readonly string[],
): Promise<{ rows: Record<string, number>; cities: readonly number[]; people: readonly string[] }> {
  const postgres = await startEmbeddedPostgres(join(data, 'postgres'), { inUse: 'share' })
  try {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: postgres.superuserUrl })
    await client.connect()
    const ids =
      cities ??
      (await client.query<{ id: number }>('select id from core.city where demonstration')).rows.map(({ id }) => id)
    const subs =
      people ??
      (await client.query<{ id: string }>('select id from identity.account where demonstration')).rows.map(
        ({ id }) => id,
      )
    await client.end()
    return {
      rows: await rowsOfDemonstration(postgres.superuserUrl, ['uzda', 'zhodino'], ids, subs),
      cities: ids,
      people: subs,
    }
  } finally {
    await postgres.stop()
  }
}

function vmeste(...args: string[]): Promise<unknown> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VMESTE_')))
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), ...args],
      { env: { ...env, ...unit, VMESTE_DATA: data } },
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
