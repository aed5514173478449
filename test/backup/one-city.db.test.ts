import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pictureFolders } from '@vmeste/civic'
import { erasePerson, restoreCity, type CityTarget, type ErasureEntry } from '@vmeste/host/backup'
import { keyOfTestPerson, testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { eraseAgain } from '../../core/cli/src/backup/restore-whole.ts'
import { asOwner, backupOf, giveSign, passphrase, report, smallTown, type Sent, type Town } from './town.ts'

let town: Town,
  folder = '',
  file = '',
  sign = '',
  sent: Sent[]
const account = '0199aaaa-0000-7000-8000-000000000001'
/** Erased everywhere after the backup; and in this city alone. */
const [erased, erasedHere] = ['0199aaaa-0000-7000-8000-000000000002', '0199aaaa-0000-7000-8000-000000000003']
const issuer = 'http://localhost/realms/vmeste'
beforeAll(async () => {
  town = await smallTown(inject('postgres'))
  folder = await mkdtemp(join(tmpdir(), 'vmeste-one-city-'))
  file = join(folder, 'vmeste.backup')
  sent = [await report(town.url, 'uzda', 'vera'), await report(town.url, 'uzda', 'oleg')]
  await report(town.url, 'zhodino')
  sign = await giveSign(town, 'uzda')
  await asOwner(town.databaseUrl, (owner) =>
    owner.query(`insert into identity.realm (name, key_issuer) values ('vmeste', '${issuer}');
    insert into identity.account (id, username, given_name) values ('${account}', 'anna', 'Анна'), ('${erased}',
      'pavel', 'Павел'), ('${erasedHere}', 'nina', 'Нина'); insert into identity.recovery_code
      values ('${erased}', 'y'); insert into identity.recovery_code values ('${account}', 'x');
    insert into identity.city_role (account_id, city, role) values ('${account}', 'uzda', 'operator'), ('${erased}',
      'uzda', 'operator'), ('${erasedHere}', 'uzda', 'operator')`),
  )
  await town.host.events.idle()
  await backupOf(town, town.data, file)
})
afterAll(async () => {
  await town.stop()
  await rm(folder, { recursive: true, force: true })
})

const back = (slug: string, more: Partial<CityTarget> = {}, progress?: Parameters<typeof restoreCity>[3]) =>
  restoreCity(
    () => createReadStream(file),
    { passphrase },
    {
      ownerUrl: town.databaseUrl,
      storage: town.host.storage,
      secret: testSecret,
      dataFolder: town.data,
      slug,
      foldersOf: (city) => pictureFolders(join(town.data, 'files', 'civic'), city),
      eraseAgain: (entries) => again(slug, entries),
      ...more,
    },
    progress,
  )
const again = (slug: string, entries: Parameters<CityTarget['eraseAgain']>[0]): ReturnType<CityTarget['eraseAgain']> =>
  eraseAgain(
    { dataFolder: town.data, logLevel: 'silent', origin: 'http://localhost' },
    town.databaseUrl,
    { secret: testSecret, opening: { dataFolder: town.data }, entries, onlyCity: slug },
    () => undefined,
  )
const accounts = async (): Promise<unknown> =>
  asOwner(
    town.databaseUrl,
    async (owner) =>
      (
        await owner.query<
          Record<string, unknown>
        >(`select (select array_agg(username::text order by username) from identity.account) as accounts,
  (select array_agg(a.username::text order by a.username) from identity.city_role r
    join identity.account a on a.id = r.account_id where r.city = 'uzda') as roles, (select count(*)::int
    from identity.recovery_code) as codes`)
      ).rows[0],
  )
const numbers = async (slug: string): Promise<string[]> =>
  asOwner(town.databaseUrl, async (owner) =>
    (
      await owner.query<{ number: string }>(
        'select number from appeals.report where city = (select id from core.city where slug = $1) order by 1',
        [slug],
      )
    ).rows.map((row) => row.number),
  )

test(
  'one city comes back beside a running host, others keep what they have got since, and whoever was erased stays erased',
  { timeout: 60_000 },
  async () => {
    await report(town.url, 'zhodino')
    await report(town.url, 'uzda')
    const person = keyOfTestPerson('vera')
    await town.host.erasures.record(town.host.storage.pool('core'), { kind: 'person', person })
    await erasePerson(town.host, person)
    await town.host.erasures.record(
      town.host.storage.pool('core'),
      { kind: 'person', person: `${issuer}|${erased}` },
      { kind: 'person', person: `${issuer}|${erasedHere}`, city: 'uzda' },
    )
    expect(await erasePerson(town.host, `${issuer}|${erased}`)).toMatchObject({ account: true })
    expect(await erasePerson(town.host, `${issuer}|${erasedHere}`, 'uzda')).toMatchObject({ account: false })
    const others = await numbers('zhodino')
    const drawn = await readFile(join(town.data, sign))
    await expect(back('uzda')).rejects.toMatchObject({ code: 'VMESTE_RESTORE_NOT_EMPTY' })
    await expect(back('minsk')).rejects.toMatchObject({ code: 'VMESTE_CITY_UNKNOWN' })
    await expect(back('uzda', { secret: 'of another installation, and long enough for it' })).rejects.toMatchObject({
      code: 'VMESTE_RESTORE_SECRET',
    })
    // in the middle of it somebody pulls the plug
    let looks = 0
    await expect(
      back('uzda', { replace: true }, ({ step }) => {
        if (step === 'files' && looks++ > 0) throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(
      (
        await town.fetch('/c/uzda/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ __typename }"}',
        })
      ).status,
    ).toBe(404)

    // nobody who is erased gets an account even for the time that it takes
    let during: unknown
    const known = { accounts: ['anna', 'nina'], roles: ['anna', 'nina'], codes: 1 }
    const result = await back('uzda', {
      eraseAgain: async (entries) => {
        during = await accounts()
        return again('uzda', entries)
      },
    })
    expect([during, await accounts()]).toEqual([known, known])
    expect(result).toMatchObject({ city: 'uzda', files: 5, erasedAgain: { people: 2 }, accountsLeftOut: 1 })
    expect(await numbers('uzda')).toEqual(sent.map(({ number }) => number).sort())
    expect(await numbers('zhodino')).toEqual(others)
    const {
      rows: [held],
    } = await asOwner(town.databaseUrl, (owner) =>
      owner.query<Record<string, unknown>>(
        `select (select count(*)::int from appeals.report where person = $1) as erased, (select count(*)::int
          from appeals.report where person = $2) as kept`,
        [person, keyOfTestPerson('oleg')],
      ),
    )
    expect(held).toEqual({ erased: 0, kept: 1 })
    // a photo in two sizes; that of whoever was erased went with them
    expect(
      await readdir(join(town.data, 'files/civic/files/uzda'), { recursive: true }).then(
        (found) => found.filter((name) => name.endsWith('.webp')).length,
      ),
    ).toBe(2)
    expect(await readFile(join(town.data, sign))).toEqual(drawn)
    // hosts that let go of the city under its old number take it up under the new one, and it goes on
    await vi.waitFor(
      async () => {
        expect((await report(town.url, 'uzda')).number).not.toBe('')
      },
      { timeout: 10_000 },
    )
  },
)

test('an account that is back all the same goes with the next restore of a city, with its roles', async () => {
  await asOwner(town.databaseUrl, (owner) =>
    owner.query(
      `insert into identity.account (id, username, given_name) values ('${erased}', 'pavel',
        'Павел'); insert into identity.city_role (account_id, city, role) values ('${erased}', 'uzda', 'operator')`,
    ),
  )
  const { rows } = await asOwner(town.databaseUrl, (owner) =>
    owner.query<ErasureEntry>(`select id, kind, hash, at::text from core.erasure order by at`),
  )
  expect(await again('uzda', rows)).toMatchObject({ people: 2 })
  expect(await accounts()).toMatchObject({ accounts: ['anna', 'nina'], roles: ['anna', 'nina'] })
})

test('rows of other migrations do not go in', async () => {
  await asOwner(town.databaseUrl, (owner) => owner.query(`insert into ratings.migration (name) values ('0999-later')`))
  await expect(back('zhodino', { replace: true })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_MIGRATIONS' })
  expect(await numbers('zhodino')).not.toEqual([])
})
