import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pictureFolders } from '@vmeste/civic'
import { erasePerson, erasurePurpose, noteBackupFolder } from '@vmeste/host/backup'
import { removeDemonstration } from '@vmeste/host/demonstration'
import { keyOf } from '@vmeste/host/storage'
import { keyOfTestPerson, testSecret } from '@vmeste/testkit'
import { expect, inject, test } from 'vitest'
import { vmeste } from './run-command.ts'
import { asOwner, backupOf, emptyPlace, passphrase, report, restore, smallTown, startOn } from './town.ts'

test(
  'whoever and whatever was erased after a backup stays erased when that backup is restored; the rest comes back',
  { timeout: 90_000 },
  async () => {
    const [town, folder, place, lone] = [
      await smallTown(inject('postgres')),
      await mkdtemp(join(tmpdir(), 'vmeste-erased-')),
      await emptyPlace(inject('postgres')),
      await emptyPlace(inject('postgres')),
    ]
    try {
      const [gone, stays] = [keyOfTestPerson('vera'), keyOfTestPerson('oleg')]
      await report(town.url, 'uzda', 'vera')
      await report(town.url, 'uzda', 'oleg')
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
      expect(await pictures()).toBe(4)
      expect((await erasePerson(host, gone)).rows).toMatchObject({ 'appeals.report': 1 })
      // their photo goes with them
      expect(await pictures()).toBe(2)
      await host.erasures.spread()
      await removeDemonstration({
        storage: host.storage,
        ownerUrl: town.databaseUrl,
        erasureKey: keyOf(testSecret, erasurePurpose),
        foldersOf: (slug) => pictureFolders(join(town.data, 'files', 'civic'), slug),
      })
      await host.erasures.spread()
      const noted = await readFile(join(folder, 'erasures'), 'utf8')
      expect(noted.trim().split('\n')).toHaveLength(6)
      expect(noted).not.toMatch(/vera|uzda|zhodino|ratings/)

      const { erasedAgain } = await restore(join(folder, 'before.backup'), place)
      expect(erasedAgain).toEqual({ people: 1, modules: 1, cities: 1, rights: 1 })
      const {
        rows: [left],
      } = await asOwner(place.ownerUrl, (owner) =>
        owner.query<Record<string, unknown>>(
          `select
      (select count(*)::int from appeals.report where person = $1) + (select count(*)::int from civic.file
        where uploader = $1) as erased, (select count(*)::int from appeals.report where person = $2) as kept,
      (select count(*)::int from appeals.report) as reports, (select count(*)::int from ratings.object) as objects,
        (select array_agg(slug::text) from core.city) as cities, (select array_agg(role::text)
        from identity.city_role) as roles,
      (select count(*)::int from core.erasure) as book`,
          [gone, stays],
        ),
      )
      expect(left).toEqual({ erased: 0, kept: 1, reports: 2, objects: 0, cities: ['uzda'], roles: ['head'], book: 6 })
      expect(await readdir(join(place.dataFolder, 'files/civic/files'))).toEqual(['uzda'])
      await (await startOn(place)).host.stop()
      // the restored database has heard of it: a restore of its own backup has nothing to erase
      expect(
        (await backupOf({ databaseUrl: place.ownerUrl }, place.dataFolder, join(folder, 'after.backup'))).tables[
          'core.erasure'
        ]?.rows,
      ).toBe(6)

      // a book that is named and missing, or damaged, is refused before anything is changed
      await expect(
        vmeste(
          { DATABASE_URL: lone.ownerUrl, VMESTE_DATA: lone.dataFolder, VMESTE_BACKUP_PASSPHRASE: passphrase },
          'restore',
          join(folder, 'before.backup'),
          '--erasures',
          join(folder, 'none'),
        ),
      ).rejects.toThrow('VMESTE_ERASURES_MISSING')
      const torn = join(folder, 'torn')
      await writeFile(torn, `${noted}rubbish\n`)
      await expect(restore(join(folder, 'before.backup'), lone, { erasures: [torn] })).rejects.toMatchObject({
        code: 'VMESTE_ERASURES_DAMAGED',
      })
      expect(await readdir(lone.dataFolder)).toEqual([])
    } finally {
      await place.drop()
      await lone.drop()
      await town.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
