import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnv } from './read-env.ts'
import { root } from './root.ts'

const passphrase = { VMESTE_BACKUP_PASSPHRASE: 'four words and a river' }
const backupOf = (env: NodeJS.ProcessEnv) => readEnv(env).backup

test('nothing is copied on its own unless it is asked for', () => {
  expect(backupOf({})).toEqual({ passphrase: undefined, recipients: [], target: undefined, at: { hour: 3, minute: 0 } })
})

test('a folder or a bucket, and when', () => {
  expect(backupOf({ ...passphrase, VMESTE_BACKUP: 'copies', VMESTE_BACKUP_AT: '23:30' })).toMatchObject({ target: { kind: 'folder', place: join(root, 'copies') }, at: { hour: 23, minute: 30 } })
  expect(backupOf({ VMESTE_BACKUP_RECIPIENTS: 'age1abc', VMESTE_BACKUP: 's3://town/vmeste?endpoint=http://minio:9000' })).toMatchObject({ target: { kind: 's3', bucket: 'town', prefix: 'vmeste/' } })
})

test.each([
  ['nothing to seal with', { VMESTE_BACKUP: '/backup' }, 'VMESTE_ENV_INVALID'],
  ['no time of day', { ...passphrase, VMESTE_BACKUP: '/backup', VMESTE_BACKUP_AT: '25:00' }, 'VMESTE_ENV_INVALID'],
  ['no place', { ...passphrase, VMESTE_BACKUP: 'ftp://town' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['the data folder', { ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data' }, 'VMESTE_BACKUP_TARGET_INVALID'],
  ['inside the data folder', { ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data/../data/copies' }, 'VMESTE_BACKUP_TARGET_INVALID'],
])('%s is refused before anything starts', (_, env, code) => {
  expect(() => readEnv(env)).toThrow(expect.objectContaining({ code }) as Error)
})

test('a folder whose name begins alike is no part of the data folder', () => {
  expect(backupOf({ ...passphrase, VMESTE_DATA: '/srv/data', VMESTE_BACKUP: '/srv/data-copies' }).target).toMatchObject({ place: '/srv/data-copies' })
})
