import { mkdtemp, rm, stat, truncate, writeFile, open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBackup, type BackupSummary } from '@vmeste/host/backup'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asOwner, backupOf, emptyPlace, passphrase, report, restore, smallTown, startOn, type Sent, type Town } from './town.ts'

let town: Town, folder = '', file = '', summary: BackupSummary, sent: Sent[]
beforeAll(async () => {
  town = await smallTown(inject('postgres'))
  folder = await mkdtemp(join(tmpdir(), 'vmeste-backup-'))
  sent = []
  for (let n = 0; n < 3; n++) sent.push(await report(town.url, 'uzda', n === 0 ? 'citizen' : undefined))
  await report(town.url, 'zhodino')
  await town.host.events.idle()
  file = join(folder, 'vmeste.backup')
  summary = await backupOf(town, town.data, file)
})
afterAll(async () => {
  await town.stop()
  await rm(folder, { recursive: true, force: true })
})

const check = (path: string, key = passphrase) => readBackup(createReadStream(path), { passphrase: key })

test('a backup is one file that says what is in it, to whoever can open it', async () => {
  expect(await check(file)).toEqual(summary)
  expect(summary.cities.map(({ slug }) => slug)).toEqual(['uzda', 'zhodino'])
  expect([summary.tables['appeals.report']?.rows, summary.files.count, summary.missing.count]).toEqual([4, 8, 0])
  await expect(check(file, 'another passphrase')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  await expect(check(file, '')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  expect((await stat(file)).mode & 0o077).toBe(0)
})

test('restored into an empty database of another name, everything is there and works', async () => {
  const place = await emptyPlace(inject('postgres'))
  try {
    expect(await restore(file, place)).toEqual(summary)
    const { host, url } = await startOn(place)
    try {
      const { rows } = await asOwner(place.ownerUrl, (owner) => owner.query<{ number: string; text: string }>('select number, text from appeals.report where city = 1 order by number'))
      expect(rows.map(({ number }) => number)).toEqual(sent.map(({ number }) => number).sort())
      expect(rows[0]?.text).toContain('Яма\tу\nдома \\N')
      // walls stand, triggers fire, numbers go on
      const { rows: [walls] } = await asOwner(place.ownerUrl, (owner) => owner.query(`select (select relforcerowsecurity from pg_class where oid = 'appeals.report'::regclass) as forced,
        (select tgenabled::text from pg_trigger where tgname = 'audit_stays') as fires, (select count(*)::int from pg_constraint where contype = 'f' and connamespace = 'identity'::regnamespace) as references`))
      expect(walls).toEqual({ forced: true, fires: 'O', references: 4 })
      const more = await report(url, 'uzda')
      expect(sent.map(({ number }) => number)).not.toContain(more.number)
      for (const { photo } of sent) expect((await stat(join(place.dataFolder, `files/civic/files/uzda/${photo.slice(-2)}/${photo}/full.webp`))).size).toBeGreaterThan(20)
    } finally { await host.stop() }
  } finally { await place.drop() }
})

test('what was cut short or changed is refused, wherever, before anything is touched', async () => {
  const place = await emptyPlace(inject('postgres'))
  try {
    const { size } = await stat(file)
    for (const at of [10, 300, Math.floor(size / 2), size - 20]) {
      const changed = join(folder, `changed-${at}`)
      await writeFile(changed, createReadStream(file))
      const handle = await open(changed, 'r+')
      const { buffer: [byte] } = await handle.read(Buffer.alloc(1), 0, 1, at)
      await handle.write(Buffer.from([byte! ^ 1]), 0, 1, at)
      await handle.close()
      await expect(check(changed), `byte ${at}`).rejects.toMatchObject({ code: expect.stringMatching(/^VMESTE_BACKUP_(DAMAGED|SEALED)$/) })
      await truncate(changed, at)
      await expect(restore(changed, place), `cut at ${at}`).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
    }
    const { rows: [there] } = await asOwner(place.ownerUrl, (owner) => owner.query(`select to_regnamespace('core') as core, to_regnamespace('vmeste_restoring') as mark`))
    expect(there).toEqual({ core: null, mark: null })
  } finally { await place.drop() }
})

test('what is there already is taken away only where that is said', async () => {
  const place = await emptyPlace(inject('postgres'))
  try {
    await restore(file, place)
    await asOwner(place.ownerUrl, (owner) => owner.query(`delete from appeals.report`))
    await expect(restore(file, place)).rejects.toMatchObject({ code: 'VMESTE_RESTORE_NOT_EMPTY' })
    expect(await restore(file, place, { replace: true })).toEqual(summary)
    await expect(restore(file, place, { replace: true, secret: 'a secret of somebody else, long enough for one' })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_SECRET' })
    await expect(restore(file, place, { replace: true, code: async () => ({ plugins: [], units: [] }) })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_MODULES' })
    const { host } = await startOn(place)
    await expect(restore(file, place, { replace: true })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_HOST_RUNS' })
    await host.stop()
  } finally { await place.drop() }
})

test.each(['database', 'files', 'checking'] as const)('a restore that ended in the middle of %s does not start, and is called once more', async (step) => {
  const place = await emptyPlace(inject('postgres'))
  try {
    let looks = 0
    const killed = restore(file, place, {}, (so) => {
      // the file is read once before anything changes
      if (so.step === 'database') looks++
      if (looks > 0 && so.step === step) throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    await expect(startOn(place)).rejects.toMatchObject({ code: 'VMESTE_RESTORE_UNFINISHED' })
    expect(await restore(file, place)).toEqual(summary)
    await (await startOn(place)).host.stop()
  } finally { await place.drop() }
})
