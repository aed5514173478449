import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pictureFolders } from '@vmeste/civic'
import { erasePerson, erasurePurpose, noteBackupFolder, spreadErasures } from '@vmeste/host/backup'
import { backupName, bucketBook, openTarget } from '@vmeste/host/backup-schedule'
import { targetAddress } from '@vmeste/host/backup-settings'
import { removeDemonstration } from '@vmeste/host/demonstration'
import { keyOf } from '@vmeste/host/storage'
import { namesOf, subjectOf } from '@vmeste/host/people'
import { askIn, enterServices, keyOfTestPerson, testSecret } from '@vmeste/testkit'
import { expect, inject, test, vi } from 'vitest'
import { startTestS3 } from '../../core/host/test/doubles/s3-server.ts'
import { listCopies } from '../../core/cli/src/backup/list-copies.ts'
import { withBackup } from '../../core/cli/src/backup/named-backup.ts'
import { vmeste } from './run-command.ts'
import { asOwner, backupOf, emptyPlace, passphrase, report, restore, smallTown, startOn } from './town.ts'

test(
  'whoever and whatever was erased after a backup stays erased when that backup is restored; the rest comes back',
  { timeout: 180_000 },
  async () => {
    const [town, folder, place, lone, s3] = [
      await smallTown(inject('postgres')),
      await mkdtemp(join(tmpdir(), 'vmeste-erased-')),
      await emptyPlace(inject('postgres')),
      await emptyPlace(inject('postgres')),
      await startTestS3('town'),
    ]
    try {
      // a telephone is taken where somebody calls
      await enterServices(askIn(town, 'uzda'), {
        ROAD: { name: { ru: 'ДЭУ', be: 'ДЭУ', en: 'Roads' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
      })
      const [gone, stays] = [keyOfTestPerson('vera'), keyOfTestPerson('oleg')]
      await report(town.url, 'uzda', 'vera')
      await report(town.url, 'uzda', 'oleg')
      const phone = '+375297654321'
      await report(town.url, 'uzda', undefined, '8 029 765-43-21')
      const linked = await report(town.url, 'uzda')
      await report(town.url, 'zhodino')
      await town.host.events.idle()
      const account = '0199aaaa-0000-7000-8000-000000000001'
      await asOwner(town.databaseUrl, (owner) =>
        owner.query(`insert into identity.realm (name, key_issuer) values ('vmeste', 'http://localhost/realms/vmeste');
      insert into identity.account (id, username, given_name) values ('${account}', 'anna',
        'Анна'); insert into identity.city_role (account_id, city, role) values ('${account}', 'uzda', 'operator'),
        ('${account}', 'uzda', 'head');
      insert into ratings.object (city, code, kind, title, active, created_at, updated_at)
        select id, 'A', 'x', '{}', true, now(), now() from core.city where slug = 'uzda'; update core.city
        set demonstration = true where slug = 'zhodino'`),
      )
      await backupOf(town, town.data, join(folder, 'before.backup'))
      await noteBackupFolder(town.data, folder)

      const { host } = town
      const pool = host.storage.pool('core')
      await host.erasures.record(
        pool,
        { kind: 'person', person: gone },
        { kind: 'module', module: 'ratings', city: 'uzda' },
        ...['operator', 'head'].map((role) => ({
          kind: 'rights' as const,
          person: `http://localhost/realms/vmeste|${account}`,
          city: 'uzda',
          role,
        })),
      )
      await host.erasures.record(pool, {
        kind: 'rights-back',
        person: `http://localhost/realms/vmeste|${account}`,
        city: 'uzda',
        role: 'head',
      })
      const pictures = async () =>
        (await readdir(join(town.data, 'files/civic/files/uzda'), { recursive: true })).filter((name) =>
          name.endsWith('.webp'),
        ).length
      expect(await pictures()).toBe(8)
      expect((await erasePerson(host, gone)).rows).toMatchObject({ 'appeals.report': 1 })
      // their photo goes with them
      expect(await pictures()).toBe(6)
      // guests: one by the number that they left, one by their link
      const caller = subjectOf({ phones: [phone] })
      await host.erasures.record(pool, ...namesOf(caller).map((person) => ({ kind: 'person' as const, person })))
      expect((await erasePerson(host, caller)).rows).toMatchObject({ 'appeals.report': 1 })
      const { r } = await askIn(town, 'uzda')<{ r: { __typename: string } }>(
        'mutation ($secret: String!) { r: eraseMyData(secret: $secret, confirm: "удалить") { __typename } }',
        { secret: linked.secret },
        {},
      )
      expect(r.__typename).toBe('MyDataErased')
      expect(await pictures()).toBe(2)
      await host.erasures.spread()
      await removeDemonstration({
        storage: host.storage,
        ownerUrl: town.databaseUrl,
        erasureKey: keyOf(testSecret, erasurePurpose),
        foldersOf: (slug) => pictureFolders(join(town.data, 'files', 'civic'), slug),
      })
      // what could not be written stands in the state, until the host has written it
      const line = async () => (await host.status.look(0)).checks.find(({ id }) => id === 'backup')!
      await rename(join(folder, 'erasures'), join(folder, 'aside'))
      await mkdir(join(folder, 'erasures'))
      expect(await host.erasures.spread()).toMatchObject([
        { file: join(folder, 'erasures'), code: 'VMESTE_ERASURES_UNREADABLE' },
      ])
      const unread = await line()
      expect(unread.state).toBe('fail')
      expect(unread.text.en).toContain(`${folder}/erasures`)
      await rmdir(join(folder, 'erasures'))
      await rename(join(folder, 'aside'), join(folder, 'erasures'))
      await host.status.tell()
      expect((await line()).text.en).not.toContain('erasures')
      const noted = await readFile(join(folder, 'erasures'), 'utf8')
      // by the link it is written down before and after
      expect(noted.trim().split('\n')).toHaveLength(9)
      expect(noted).not.toMatch(/vera|uzda|zhodino|ratings|7654321/)

      // from where the schedule puts its copies: the one that is meant, with the book beside it
      const name = backupName(new Date())
      await rename(join(folder, 'before.backup'), join(folder, name))
      const address = targetAddress(s3.setting)
      const bucket = openTarget(address)
      await bucket.write(name, (sink) => pipeline(createReadStream(join(folder, name)), sink))
      bucket.close()
      const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
      await listCopies(s3.setting, { json: true })
      expect(JSON.parse(String(said.mock.lastCall?.[0]))).toMatchObject({ copies: [{ name }], erasures: false })
      said.mockRestore()
      expect(await spreadErasures(pool, town.data, { elsewhere: bucketBook(address) })).toEqual([])
      const beside = await withBackup(folder, 'latest', (backup) => Promise.resolve([backup.told, backup.book.file]))
      expect(beside).toEqual([join(folder, name), join(folder, 'erasures')])
      await expect(withBackup(s3.setting, '2020-01-01', () => Promise.resolve())).rejects.toThrow(
        /holds 1 daily copies.*none of 2020-01-01/,
      )
      const { erasedAgain } = await withBackup(s3.setting, 'latest', ({ told, open, book }) => {
        expect([told, book.told]).toEqual([`${name} in ${address.place}`, `${address.place}/erasures`])
        return restore(open, place, { erasures: [book.file] })
      })
      expect(erasedAgain).toEqual({ people: 3, modules: 1, cities: 1, rights: 1 })
      const {
        rows: [left],
      } = await asOwner(place.ownerUrl, (owner) =>
        owner.query<Record<string, unknown>>(
          `select
      (select count(*)::int from appeals.report where person = $1) + (select count(*)::int from civic.file
        where uploader = $1) as erased, (select count(*)::int from appeals.report where person = $2) as kept,
      (select count(*)::int from appeals.report where contact_phone is not null) + (select count(*)::int
        from appeals.report where number = $3 and text is not null) as guests,
      (select count(*)::int from appeals.report) as reports, (select count(*)::int from ratings.object) as objects,
        (select array_agg(slug::text) from core.city) as cities, (select array_agg(role::text)
        from identity.city_role) as roles,
      (select count(*)::int from core.erasure) as book`,
          [gone, stays, linked.number],
        ),
      )
      expect(left).toEqual({
        erased: 0,
        kept: 1,
        guests: 0,
        reports: 4,
        objects: 0,
        cities: ['uzda'],
        roles: ['head'],
        book: 9,
      })
      expect(await readdir(join(place.dataFolder, 'files/civic/files'))).toEqual(['uzda'])
      await (await startOn(place)).host.stop()
      // the restored database has heard of it: a restore of its own backup has nothing to erase
      expect(
        (await backupOf({ databaseUrl: place.ownerUrl }, place.dataFolder, join(folder, 'after.backup'))).tables[
          'core.erasure'
        ]?.rows,
      ).toBe(9)

      // a book that is named and missing, or damaged, is refused before anything is changed
      await expect(
        vmeste(
          { DATABASE_URL: lone.ownerUrl, VMESTE_DATA: lone.dataFolder, VMESTE_BACKUP_PASSPHRASE: passphrase },
          'restore',
          join(folder, name),
          '--erasures',
          join(folder, 'none'),
        ),
      ).rejects.toThrow('VMESTE_ERASURES_MISSING')
      const torn = join(folder, 'torn')
      await writeFile(torn, `${noted}rubbish\n`)
      await expect(restore(join(folder, name), lone, { erasures: [torn] })).rejects.toMatchObject({
        code: 'VMESTE_ERASURES_DAMAGED',
      })
      expect(await readdir(lone.dataFolder)).toEqual([])
    } finally {
      await place.drop()
      await lone.drop()
      await s3.stop()
      await town.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
