import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { fromFile, intoFile } from './backup-file.ts'
import { withDiskSaid } from './restore-fault.ts'

test('a folder is no backup, nor is what is not there', async () => {
  for (const path of [tmpdir(), join(tmpdir(), 'there is no such backup')])
    await expect(fromFile(path)).rejects.toMatchObject({ code: 'VMESTE_BACKUP_FILE' })
})

test('a folder that is not there is named, with what makes it', async () => {
  const path = join(tmpdir(), 'there is no such folder', 'monday.backup')
  const writing = intoFile(path, (sink) => new Promise((_, reject) => sink.once('error', reject)))
  await expect(writing).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_FILE',
    message: expect.stringMatching(/There is no folder .*such folder: make it first \(mkdir -p /) as unknown,
  })
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
