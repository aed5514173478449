import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropSigns, isSign, keepSign } from './city-sign.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-sign-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const svg = (inside: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">${inside}</svg>`)
const kept = () => readdir(join(folder, 'files/luban')).catch(() => [])

test('a sign is drawn anew, whatever it came as, and nothing but the picture is left', async () => {
  const name = await keepSign(
    folder,
    'luban',
    svg('<script>alert(1)</script><rect width="10" height="20" fill="#d00"/>'),
  )
  expect(isSign(name)).toBe(true)
  const bytes = await readFile(join(folder, 'files/luban', name))
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 192, height: 192, hasAlpha: true })
  expect(bytes.includes('script')).toBe(false)
  const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 4), ...data.subarray((96 * 192 + 96) * 4, (96 * 192 + 96) * 4 + 4)]).toEqual([
    0, 0, 0, 0, 221, 0, 0, 255,
  ])
})

test('the one before goes', async () => {
  const name = await keepSign(
    folder,
    'luban',
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
      .jpeg()
      .toBuffer(),
  )
  expect(await kept()).toHaveLength(2)
  await dropSigns(folder, 'luban', name)
  expect(await kept()).toEqual([name])
  await dropSigns(folder, 'luban', undefined)
  expect(await kept()).toEqual([])
})

const wrong: [what: string, given: Buffer][] = [
  ['text', Buffer.from('a sign')],
  ['nothing', Buffer.alloc(0)],
  ['3 MB', Buffer.alloc(3 * 1024 * 1024)],
  ['a broken picture', svg('<rect').subarray(0, 60)],
]
test.for(wrong)('%s is no sign, and nothing is left', async ([, given]) => {
  await expect(keepSign(folder, 'luban', given)).rejects.toMatchObject({ code: 'VMESTE_CITY_SIGN' })
  expect(await kept()).toEqual([])
})

test('only such a name is one', () => {
  expect(
    ['sign-0123456789abcdef.png', '../sign-0123456789abcdef.png', 'sign-x.png', '', undefined].map(isSign),
  ).toEqual([true, false, false, false, false])
})
