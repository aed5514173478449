import { execFile } from 'node:child_process'
import { cp, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandHere } from '../../../../test/command-here.ts'

/** As a stranger works: in a folder of their own, far from this repository. */
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-stranger-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const main = join(import.meta.dirname, '../main.ts')
const template = join(import.meta.dirname, '../../templates/module')
const vmeste = async <Answer = Record<string, unknown>>(...args: string[]): Promise<Answer> => {
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args, '--json'], { cwd: home }).catch(
    (error: unknown) => error as { stdout: string },
  )
  return JSON.parse(stdout) as Answer
}

test('a new module is the template itself, under its own name in every spelling', { timeout: 180_000 }, async () => {
  expect(await vmeste('new', 'stray-animals')).toEqual({ id: 'stray-animals', folder: join(home, 'stray-animals') })
  const same = async (file: string) =>
    expect(await readFile(join(home, 'stray-animals', file), 'utf8'), file).toBe(
      await readFile(join(template, file), 'utf8'),
    )
  // what a command made is the same too: the template's committed files are fresh
  for (const file of [
    'package.json',
    'src/plugin.ts',
    'web/operations.gen.ts',
    'contract/operations.json',
    'contract/module.json',
    'contract/schema.graphql',
    'contract/events.json',
    'contract/web.json',
    '.gitignore',
  ])
    await same(file)

  await vmeste('new', 'lost-things', 'elsewhere')
  const written = (await readdir(join(home, 'elsewhere'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of written)
    expect(`${file}\n${await readFile(file, 'utf8')}`).not.toMatch(/stray[-_]animals|stray-?animals/i)
  expect(await readFile(join(home, 'elsewhere/src/plugin.ts'), 'utf8')).toContain("schema: 'lost_things'")
  expect(await readFile(join(home, 'elsewhere/src/lost-things.graphql'), 'utf8')).toContain('type LostThingsSighting {')
})

test('the platform is lent by links, never written down', async () => {
  expect((await lstat(join(home, 'stray-animals/node_modules/@vmeste/sdk'))).isSymbolicLink()).toBe(true)
  const manifest = await readFile(join(home, 'stray-animals/package.json'), 'utf8')
  expect(manifest).not.toMatch(/file:|link:|workspace:|\/(home|tmp|work)\//)
})

test('what is there is not written over', { timeout: 60_000 }, async () => {
  const { out } = await commandHere({}, 'new', 'stray-animals', join(home, 'stray-animals'))
  expect(out).toMatchObject({ code: 'VMESTE_NEW_FOLDER_TAKEN' })
})

test(
  'equal sources give equal bytes in every folder, and none of them says where that was',
  { timeout: 180_000 },
  async () => {
    interface Packed {
      integrity: string
      files: string[]
    }
    const first = await vmeste<Packed>('pack', 'stray-animals')
    await cp(join(home, 'stray-animals'), join(home, 'a/much/deeper/place'), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    })
    await vmeste('link', 'a/much/deeper/place')
    expect(await vmeste<Packed>('pack', 'a/much/deeper/place', '--to', 'a')).toMatchObject({
      integrity: first.integrity,
    })
    expect(first.integrity).toMatch(/^sha512-[\w+/]{86}==$/)
    expect(first.files).toEqual(
      expect.arrayContaining([
        'package.json',
        'dist/plugin.js',
        'dist/plugin.js.map',
        'dist/web/module.json',
        'dist/ssr/pages.js',
        'contract/operations.json',
      ]),
    )
    expect(first.files.filter((file) => /\.(ts|vue)$|^(src|web|test|node_modules)\//.test(file))).toEqual([])
  },
)
