import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { diskFault } from './disk-fault.ts'
import { fileProblems } from './file-problems.ts'
import { makePictures } from './make-pictures.ts'
import { photoWithGps } from './sample-photos.ts'

const failed = (code: string) => Object.assign(new Error(`${code}: write`), { code })

test('what our disk does is no fault of the photo, and what the photo has is none of the disk', () => {
  for (const code of ['ENOSPC', 'EDQUOT'])
    expect(diskFault(failed(code)), code).toMatchObject({ code: 'FILE_NO_ROOM', kind: { status: 503 } })
  for (const code of ['EIO', 'EROFS', 'EACCES', 'EMFILE'])
    expect(diskFault(failed(code)), code).toMatchObject({ code: 'FILE_DISK', kind: { status: 503 } })
  for (const other of [
    failed('ENOENT'),
    new Error('VipsJpeg: premature end of JPEG image'),
    fileProblems.broken(failed('ENOSPC')),
    'ENOSPC',
  ])
    expect(diskFault(other)).toBeUndefined()
})

/** A disk of a quarter of a megabyte; only root may make one. */
const mayMount =
  process.getuid?.() === 0 &&
  (() => {
    try {
      execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()

test.runIf(mayMount)('a picture that finds no room on the disk is not called broken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', folder])
  const other = await mkdtemp(join(tmpdir(), 'vmeste-photo-'))
  onTestFinished(async () => {
    execFileSync('umount', [folder])
    for (const each of [folder, other]) await rm(each, { recursive: true, force: true })
  })
  const photo = join(other, 'photo.jpg')
  await writeFile(photo, await photoWithGps())
  await makePictures(photo, other) // there is nothing wrong with it
  await writeFile(join(folder, 'filled'), Buffer.alloc(248 * 1024))
  expect(diskFault(await makePictures(photo, folder).catch((error: unknown) => error))).toMatchObject({
    code: 'FILE_NO_ROOM',
  })
  await writeFile(photo, 'broken')
  await expect(makePictures(photo, other)).rejects.toMatchObject({ code: 'FILE_BROKEN' })
})
