import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { packageLimits, readTarball } from './read-tarball.ts'
import { testTarball } from '../../test/doubles/made-tarball.ts'

const codeOf = async (packed: Buffer) =>
  readTarball(packed, 'a.tgz').then(
    () => 'taken',
    (error: { code: string }) => error.code,
  )

test('a plain package is its files by their paths; empty folders are nothing', async () => {
  const files = await readTarball(
    await testTarball([
      { name: 'package/', type: 'directory' },
      { name: 'package/package.json', content: '{}' },
      { name: 'package/dist/web/a-1.js', content: 'x' },
    ]),
    'a.tgz',
  )
  expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([
    ['package.json', '{}'],
    ['dist/web/a-1.js', 'x'],
  ])
})

describe('what could leave its folder is refused', () => {
  test.each([
    'package/../../../etc/cron.d/evil',
    '../evil',
    '/etc/passwd',
    'package//etc/passwd',
    'package/dist/../../../evil',
    'package/..',
    'package/dist/..\\..\\evil',
    'package/C:\\evil',
    'package/a\tb',
    'package/.',
    'elsewhere/plugin.js',
    `package/${'a'.repeat(300)}`,
    'package/nul./x',
    'package/node_modules/@vmeste/sdk/index.js',
  ])('%j', async (name) => {
    expect(await codeOf(await testTarball([{ name, content: 'x' }]))).toBe('VMESTE_PACKAGE_PATH')
  })

  test('one name twice, in any case', async () => {
    expect(
      await codeOf(
        await testTarball([
          { name: 'package/a.js', content: '1' },
          { name: 'package/A.js', content: '2' },
        ]),
      ),
    ).toBe('VMESTE_PACKAGE_PATH')
  })

  test.each([
    ['symlink', '/etc'],
    ['link', 'package/a.js'],
    ['fifo', ''],
    ['character-device', ''],
  ] as const)('a %s', async (type, linkname) => {
    expect(
      await codeOf(
        await testTarball([
          { name: 'package/a.js', content: 'x' },
          { name: 'package/dist', type, linkname },
        ]),
      ),
    ).toBe('VMESTE_PACKAGE_LINK')
  })
})

describe('what is too much is refused before it is whole in memory', () => {
  test('many files', async () => {
    expect(
      await codeOf(
        await testTarball(Array.from({ length: packageLimits.files + 1 }, (_, at) => ({ name: `package/${at}` }))),
      ),
    ).toBe('VMESTE_PACKAGE_TOO_LARGE')
  })

  test('a small file that unpacks into a large one', { timeout: 20_000 }, async () => {
    const bomb = gzipSync(Buffer.alloc(packageLimits.unpacked + 1))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await codeOf(bomb)).toBe('VMESTE_PACKAGE_TOO_LARGE')
  })

  test('a large file', async () => {
    expect(await codeOf(Buffer.alloc(packageLimits.packed + 1))).toBe('VMESTE_PACKAGE_TOO_LARGE')
  })
})

test('what is no package, or half of one, is damaged', async () => {
  const whole = await testTarball([
    { name: 'package/a.js', content: Buffer.from(crypto.getRandomValues(new Uint8Array(5_000))) },
  ])
  for (const broken of [
    Buffer.from('not a package'),
    whole.subarray(0, whole.length / 2),
    gzipSync(Buffer.alloc(2_000, 7)),
  ])
    expect(await codeOf(broken)).toBe('VMESTE_PACKAGE_DAMAGED')
})
