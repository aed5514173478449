import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { fromFile } from './backup-file.ts'
import { withDiskSaid } from './restore-fault.ts'

test('a folder is no backup, nor is what is not there', async () => {
  for (const path of [tmpdir(), join(tmpdir(), 'there is no such backup')])
    await expect(fromFile(path)).rejects.toMatchObject({ code: 'VMESTE_BACKUP_FILE' })
})

test('a full disk and a closed one end a restore by code, whoever met it; other faults stay what they are', async () => {
  const failing = (code: string): Promise<unknown> =>
    withDiskSaid(() => Promise.reject(Object.assign(new Error(`${code}: write`), { code })))
  for (const code of ['ENOSPC', '53100', 'EACCES'])
    await expect(failing(code)).rejects.toMatchObject({
      code: 'VMESTE_RESTORE_DISK',
      message: expect.stringContaining(code) as unknown,
    })
  await expect(failing('EOTHER')).rejects.toMatchObject({ code: 'EOTHER' })
  await expect(
    withDiskSaid(() => Promise.reject(new VmesteError('VMESTE_RESTORE_BUSY', 'another'))),
  ).rejects.toMatchObject({ code: 'VMESTE_RESTORE_BUSY' })
})
