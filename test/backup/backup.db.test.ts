import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile, open } from 'node:fs/promises'
import { createReadStream, createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBackupKey, readBackup, writeBackup, type BackupSummary } from '@vmeste/host/backup'
import { testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { bringErasures } from '../../core/cli/src/backup/bring-erasures.ts'
import { unwrittenBooks } from '../../core/cli/src/backup/tell-unwritten.ts'
import {
  asOwner,
  backupOf,
  emptyPlace,
  giveSign,
  passphrase,
  report,
  restore,
  smallTown,
  startOn,
  type Empty,
  type Sent,
  type Town,
} from './town.ts'

let town: Town,
  place: Empty,
  folder = '',
  file = '',
  sign = '',
  summary: BackupSummary,
  sent: Sent[]
beforeAll(async () => {
  town = await smallTown(inject('postgres'))
  folder = await mkdtemp(join(tmpdir(), 'vmeste-backup-'))
  sent = []
  for (let n = 0; n < 3; n++) sent.push(await report(town.url, 'uzda', n === 0 ? 'citizen' : undefined))
  await report(town.url, 'zhodino')
  sign = await giveSign(town, 'uzda')
  await town.host.events.idle()
  file = join(folder, 'vmeste.backup')
  summary = await backupOf(town, town.data, file)
  place = await emptyPlace(inject('postgres'))
})
afterAll(async () => {
  await place.drop()
  await town.stop()
  await rm(folder, { recursive: true, force: true })
})

const check = (path: string, key = passphrase) => readBackup(createReadStream(path), { passphrase: key })

test('a backup is one file that says what is in it, to whoever can open it', async () => {
  expect(await check(file)).toEqual(summary)
  expect(summary.cities.map(({ slug }) => slug)).toEqual(['uzda', 'zhodino'])
  expect([summary.tables['appeals.report']?.rows, summary.files.count, summary.missing.count]).toEqual([4, 9, 0])
  await expect(check(file, 'another passphrase')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  await expect(check(file, '')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  expect((await stat(file)).mode & 0o077).toBe(0)
})

test('what was cut short or changed is refused, wherever, before anything is touched', async () => {
  const { size } = await stat(file)
  for (const at of [10, 300, Math.floor(size / 2), size - 20]) {
    const changed = join(folder, `changed-${at}`)
    await writeFile(changed, createReadStream(file))
    const handle = await open(changed, 'r+')
    const {
      buffer: [byte],
    } = await handle.read(Buffer.alloc(1), 0, 1, at)
    await handle.write(Buffer.from([byte! ^ 1]), 0, 1, at)
    await handle.close()
    await expect(check(changed), `byte ${at}`).rejects.toThrow(/The backup is (damaged|sealed)/)
    await truncate(changed, at)
    await expect(restore(changed, place), `cut at ${at}`).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
  }
  await expect(
    restore(file, place, { secret: 'a secret of somebody else, long enough for one' }),
  ).rejects.toMatchObject({ code: 'VMESTE_RESTORE_SECRET' })
  await expect(restore(file, place, { code: async () => ({ plugins: [], units: [] }) })).rejects.toMatchObject({
    code: 'VMESTE_RESTORE_MODULES',
  })
  const {
    rows: [there],
  } = await asOwner(place.ownerUrl, (owner) =>
    owner.query<Record<string, unknown>>(
      `select to_regnamespace('core') as core, to_regnamespace('vmeste_restoring') as mark`,
    ),
  )
  expect(there).toEqual({ core: null, mark: null })
})

test('a data folder with what is none of ours is not empty', async () => {
  const stray = join(place.dataFolder, 'notes.txt')
  await writeFile(stray, 'x')
  await expect(restore(file, place)).rejects.toMatchObject({
    code: 'VMESTE_RESTORE_NOT_EMPTY',
    message: expect.stringContaining('notes.txt') as unknown,
  })
  expect(await readdir(place.dataFolder)).toEqual(['notes.txt'])
  await rm(stray)
})

test(
  'restored into an empty database of another name, everything is there and works',
  { timeout: 60_000 },
  async () => {
    expect(await restore(file, place)).toEqual(summary)
    expect(await readFile(join(place.dataFolder, sign))).toEqual(await readFile(join(town.data, sign)))
    const { host, url } = await startOn(place)
    try {
      const { rows } = await asOwner(place.ownerUrl, (owner) =>
        owner.query<{ number: string; text: string }>(
          `select number, text from appeals.report where city = 1 order by number`,
        ),
      )
      expect(rows.map(({ number }) => number)).toEqual(sent.map(({ number }) => number).sort())
      expect(rows[0]?.text).toContain('Яма\tу\nдома \\N')
      // walls stand, triggers fire, numbers go on
      const {
        rows: [walls],
      } = await asOwner(place.ownerUrl, (owner) =>
        owner.query<
          Record<string, unknown>
        >(`select (select relforcerowsecurity from pg_class where oid = 'appeals.report'::regclass) as forced,
      (select tgenabled::text from pg_trigger where tgname = 'audit_stays') as fires, (select count(*)::int
        from pg_constraint where contype = 'f' and connamespace = 'identity'::regnamespace) as references`),
      )
      expect(walls).toEqual({ forced: true, fires: 'O', references: 4 })
      const more = await report(url, 'uzda')
      expect(sent.map(({ number }) => number)).not.toContain(more.number)
      for (const { photo } of sent)
        expect(
          (await stat(join(place.dataFolder, `files/civic/files/uzda/${photo.slice(-2)}/${photo}/full.webp`))).size,
        ).toBeGreaterThan(20)
      await expect(restore(file, place, { replace: true })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_HOST_RUNS' })
    } finally {
      await host.stop()
    }
  },
)

test(
  'what is there is taken away only where that is said; ended in the middle, nothing starts, and it is called once more',
  { timeout: 90_000 },
  async () => {
    await expect(restore(file, place)).rejects.toMatchObject({ code: 'VMESTE_RESTORE_NOT_EMPTY' })
    for (const [step, more] of [
      ['database', { replace: true }],
      ['files', {}],
    ] as const) {
      await expect(
        restore(file, place, more, (so) => {
          if (so.step === step) throw new Error('killed')
        }),
      ).rejects.toThrow('killed')
      await expect(startOn(place)).rejects.toMatchObject({ code: 'VMESTE_RESTORE_UNFINISHED' })
      await expect(
        backupOf({ databaseUrl: place.ownerUrl }, place.dataFolder, join(folder, `half-${step}`)),
      ).rejects.toMatchObject({ code: 'VMESTE_RESTORE_UNFINISHED' })
    }
    expect(await restore(file, place)).toEqual(summary)
    await (await startOn(place)).host.stop()
  },
)

test('a backup whose place cannot be noted is a backup, and says by code what was not written', async () => {
  const [data, beside] = [join(folder, 'data'), join(folder, 'beside')]
  await mkdir(join(data, 'backup-folders'), { recursive: true })
  await mkdir(beside)
  await asOwner(town.databaseUrl, (owner) =>
    owner.query(
      `insert into core.erasure (id, kind, hash, at) values ('0199aaaa-0000-7000-8000-000000000001', 'person', '${'h'.repeat(43)}', now())`,
    ),
  )
  const before = process.exitCode
  const told = unwrittenBooks(await bringErasures(town.databaseUrl, data, beside))
  expect([told.unwritten?.code, told.unwritten?.files, process.exitCode]).toEqual([
    'VMESTE_ERASURES_UNWRITTEN',
    [join(data, 'backup-folders')],
    1,
  ])
  process.exitCode = before
  for (const each of [data, beside]) expect(await readFile(join(each, 'erasures'), 'utf8')).toContain('h'.repeat(43))
})

test('an open archive, and one sealed to a public key, are held to every byte as well', async () => {
  const source = { ownerUrl: town.databaseUrl, secret: testSecret, dataFolder: town.data }
  const { identity, recipient } = await makeBackupKey()
  const [opened, keyed] = [join(folder, 'open'), join(folder, 'keyed')]
  await writeBackup(source, createWriteStream(opened), { unsealed: true })
  await writeBackup(source, createWriteStream(keyed), { recipients: [recipient] })
  expect((await readBackup(createReadStream(keyed), { identities: [identity] })).rows).toBeGreaterThan(0)
  await expect(check(keyed)).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  const { size } = await stat(opened)
  for (const at of [600, Math.floor(size / 2), size - 10]) {
    const handle = await open(opened, 'r+')
    const {
      buffer: [byte],
    } = await handle.read(Buffer.alloc(1), 0, 1, at)
    await handle.write(Buffer.from([byte! ^ 1]), 0, 1, at)
    await expect(check(opened), `byte ${at}`).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
    await handle.write(Buffer.from([byte!]), 0, 1, at)
    await handle.close()
  }
  expect((await check(opened)).files).toEqual(summary.files)
})
