import { access, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderTarget } from '../targets/folder-target.ts'
import { restorePoint } from './restore-point.ts'
import { burnDown, newFolder, passphrase, photosIn, reportsIn } from './test-town.ts'

let folder: string, between: Date
const unsealing = { passphrase }
const durable = false
const copies = (): string => join(folder, 'copies', 'point-in-time')
const files = async (): Promise<string[]> =>
  (await readdir(copies(), { recursive: true, withFileTypes: true }))
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .sort()

beforeAll(async () => {
  folder = await newFolder()
  between = await burnDown(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const target = () => folderTarget(join(folder, 'copies'))

test('a moment: what came later is not there, nor its photos', async () => {
  const dataFolder = join(folder, 'then')
  await restorePoint({ target: target(), unsealing, durable, dataFolder, at: between })
  expect(await reportsIn(dataFolder)).toEqual(['before', 'before the base'])
  expect(await photosIn(dataFolder)).toEqual(['before', 'before the base'])
})

test('what cannot be had is refused before anything is written', async () => {
  const dataFolder = join(folder, 'refused')
  await expect(
    restorePoint({ target: target(), unsealing, durable, dataFolder, at: new Date('2020-01-01') }),
  ).rejects.toMatchObject({ code: 'VMESTE_PITR_TOO_EARLY' })
  await expect(
    restorePoint({ target: target(), unsealing: { passphrase: 'another one than that' }, durable, dataFolder }),
  ).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  await expect(access(dataFolder)).rejects.toThrow()
  await mkdir(dataFolder)
  await writeFile(join(dataFolder, 'secret'), 'of another town')
  await expect(restorePoint({ target: target(), unsealing, durable, dataFolder })).rejects.toMatchObject({
    code: 'VMESTE_RESTORE_NOT_EMPTY',
  })
  expect(await readdir(dataFolder)).toEqual(['secret'])
})

test('a damaged base is told, and so is one that lacks its log', async () => {
  const base = (await files()).find((each) => each.endsWith('/base'))!
  await copyFile(base, `${base}.kept`)
  const content = await readFile(base)
  content[content.length >> 1]! ^= 1
  await writeFile(base, content)
  const dataFolder = join(folder, 'damaged')
  await expect(restorePoint({ target: target(), unsealing, durable, dataFolder })).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_DAMAGED',
  })
  await access(join(dataFolder, 'restoring'))
  await copyFile(`${base}.kept`, base)
  await rm(`${base}.kept`)
  const { last } = JSON.parse(await readFile(`${base}.json`, 'utf8')) as { last: string }
  const first = (await files()).find((each) => each.includes(`/log/${last}`))!
  const kept = await readFile(first)
  await rm(first)
  await expect(
    restorePoint({ target: target(), unsealing, durable, dataFolder: join(folder, 'lacking') }),
  ).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
  await writeFile(first, kept)
})

test('nothing in the target can be read without the passphrase', async () => {
  for (const each of await files()) {
    const content = await readFile(each, 'latin1')
    if (!each.endsWith('base.json')) expect(content.startsWith('age-encryption.org/v1'), each).toBe(true)
    expect(content, each).not.toMatch(/before the base|the secret/)
  }
})
