import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeBackupKey } from '@vmeste/host/backup'
import { requireBackupPlace } from './backup-place.ts'
import { readEnv } from './read-env.ts'

const passphrase = { VMESTE_BACKUP_PASSPHRASE: 'four words and a river' }
const backupOf = (env: NodeJS.ProcessEnv) => readEnv(env).backup

test('nothing is copied on its own unless it is asked for', () => {
  expect(backupOf({})).toEqual({ passphrase: undefined, recipients: [], target: undefined, at: { hour: 3, minute: 0 } })
})

test('a folder or a bucket, and when', () => {
  expect(backupOf({ ...passphrase, VMESTE_BACKUP: '/backup/copies', VMESTE_BACKUP_AT: '23:30' })).toMatchObject({
    target: { kind: 'folder', place: '/backup/copies' },
    at: { hour: 23, minute: 30 },
  })
  expect(
    backupOf({ VMESTE_BACKUP_RECIPIENTS: 'age1abc', VMESTE_BACKUP: 's3://town/vmeste?endpoint=http://minio:9000' }),
  ).toMatchObject({ target: { kind: 's3', bucket: 'town', prefix: 'vmeste/' } })
})

test.each([
  ['nothing to seal with', { VMESTE_BACKUP: '/backup' }, 'VMESTE_ENV_INVALID'],
  ['no time of day', { ...passphrase, VMESTE_BACKUP: '/backup', VMESTE_BACKUP_AT: '25:00' }, 'VMESTE_ENV_INVALID'],
  ['no place', { ...passphrase, VMESTE_BACKUP: 'ftp://town' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['a folder that is relative', { ...passphrase, VMESTE_BACKUP: 'relative/path' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['a word', { ...passphrase, VMESTE_BACKUP: 'off' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['a home that is nobody’s', { ...passphrase, VMESTE_BACKUP: '~/backup' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['a bucket with a slash too few', { ...passphrase, VMESTE_BACKUP: 's3:/bucket' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['two folders', { ...passphrase, VMESTE_BACKUP: '/a,/b' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['two folders as in PATH', { ...passphrase, VMESTE_BACKUP: '/a:/b' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['a folder and a bucket', { ...passphrase, VMESTE_BACKUP: '/a; s3://town' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['two buckets', { ...passphrase, VMESTE_BACKUP: 's3://town/a,s3://town/b' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  [
    'the data folder',
    { ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data' },
    'VMESTE_BACKUP_TARGET_INVALID',
  ],
  [
    'inside the data folder',
    { ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data/../data/copies' },
    'VMESTE_BACKUP_TARGET_INVALID',
  ],
])('%s is refused before anything starts', (_, env, code) => {
  expect(() => readEnv(env)).toThrow(expect.objectContaining({ code }) as Error)
})

test('a folder whose name begins alike is no part of the data folder', () => {
  expect(backupOf({ ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data-copies' }).target).toMatchObject(
    { place: '/srv/data-copies' },
  )
})

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-place-'))
  await mkdir(join(folder, 'data', 'copies'), { recursive: true })
  await mkdir(join(folder, 'disk'))
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'data', 'copies'), join(folder, 'into-data'))
  await symlink(join(folder, 'data'), join(folder, 'also-data'))
})
afterAll(() => rm(folder, { recursive: true }))
const placed = (env: NodeJS.ProcessEnv) =>
  requireBackupPlace(readEnv({ ...passphrase, VMESTE_DATA: join(folder, 'data'), ...env }))

test.each([
  ['a file', 'file', 'data'],
  ['a link into the data folder', 'into-data', 'data'],
  ['what will be made behind such a link', 'into-data/a/b', 'data'],
  ['the data folder by its other name', 'data/copies', 'also-data'],
])('%s is no place for copies', async (_, place, data) => {
  await expect(placed({ VMESTE_DATA: join(folder, data), VMESTE_BACKUP: join(folder, place) })).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_INVALID',
  })
})

test('another folder is, and one that the first copy will make', async () => {
  for (const place of ['disk', 'disk/not/yet']) await placed({ VMESTE_BACKUP: join(folder, place) })
  await placed({})
})

test('keys are keys: each with its sum, before anything starts', async () => {
  const { recipient } = await makeBackupKey()
  await placed({ VMESTE_BACKUP_RECIPIENTS: recipient })
  const last = recipient.endsWith('q') ? 'p' : 'q'
  for (const wrong of ['age1zzz', `${recipient.slice(0, -1)}${last}`, `${recipient}, age1zzz`]) {
    await expect(placed({ VMESTE_BACKUP_RECIPIENTS: wrong }), wrong).rejects.toMatchObject({
      code: 'VMESTE_BACKUP_KEY',
    })
  }
})
