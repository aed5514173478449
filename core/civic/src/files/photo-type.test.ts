import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { requirePhoto } from './photo-type.ts'

async function judge(bytes: Buffer | string) {
  const path = join(await mkdtemp(join(tmpdir(), 'vmeste-type-')), 'photo.jpg')
  await writeFile(path, bytes)
  return requirePhoto(path)
}
const picture = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })

test.for(['jpeg', 'png', 'webp', 'avif'] as const)('%s is a photo', async (format) => {
  await expect(judge(await picture.clone().toFormat(format).toBuffer())).resolves.toBeUndefined()
})

test.for([
  [
    'a program renamed to photo.jpg',
    Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4000)]),
    'FILE_TYPE',
  ],
  [
    'an SVG with a script',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'FILE_TYPE',
  ],
  ['a page', '<!doctype html><script>alert(1)</script>', 'FILE_TYPE'],
  ['nothing', '', 'FILE_TYPE'],
  ['a GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'FILE_TYPE'],
] as const)('%s is refused', async ([, bytes, code]) => {
  await expect(judge(bytes as Buffer | string)).rejects.toMatchObject({ code, kind: { status: 415 } })
})
