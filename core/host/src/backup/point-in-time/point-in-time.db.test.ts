import { access, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../storage/embedded-postgres.ts'
import { restorePoint } from './restore-point.ts'
import { newFolder, passphrase, startTestTown } from './test-town.ts'

let folder: string, between: Date
const unsealing = { passphrase }
const durable = false
const copies = (): string => join(folder, 'copies', 'point-in-time')
const files = async (): Promise<string[]> => (await readdir(copies(), { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name)).sort()

// one town, whose machine burns down: two reports before a moment, two after it
beforeAll(async () => {
  folder = await newFolder()
  const town = await startTestTown(folder, join(folder, 'data'))
  await town.report('before the base')
  await writeFile(join(town.dataFolder, 'secret'), 'the secret')
  await town.base()
  await town.report('before')
  await town.carryAll()
  const { rows: [now] } = await town.database.query<{ now: Date }>('select clock_timestamp() as now')
  between = now!.now
  // a tar tells seconds
  await new Promise((resolve) => { setTimeout(resolve, 1_000) })
  await town.report('after')
  await town.report('after that')
  await town.carryAll()
  await town.stop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const target = async () => (await import('../targets/folder-target.ts')).folderTarget(join(folder, 'copies'))

async function reportsIn(dataFolder: string): Promise<string[]> {
  const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'), { durable })
  const database = new pg.Client({ connectionString: postgres.superuserUrl })
  await database.connect()
  const { rows } = await database.query<{ text: string }>('select text from core.report order by 1')
  await database.end()
  await postgres.stop()
  return rows.map(({ text }) => text)
}
const photosIn = async (dataFolder: string): Promise<string[]> => (await readdir(join(dataFolder, 'files/civic/files/town/ab'))).sort()

test('the latest: everything that was carried, photos and secret with it', async () => {
  const dataFolder = join(folder, 'latest')
  const steps: string[] = []
  const restored = await restorePoint({ target: await target(), unsealing, durable, dataFolder, onStep: (step) => { steps.push(step) } })
  expect(restored.last!.getTime()).toBeGreaterThan(between.getTime())
  expect(restored.hole).toBeUndefined()
  expect([...new Set(steps)]).toEqual(['base', 'files', 'log', 'database'])
  expect(await reportsIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  expect(await photosIn(dataFolder)).toEqual(['after', 'after that', 'before', 'before the base'])
  expect(await readFile(join(dataFolder, 'files/civic/files/town/ab/after/full.webp'), 'utf8')).toBe('photo of after')
  expect(await readFile(join(dataFolder, 'secret'), 'utf8')).toBe('the secret')
  await expect(access(join(dataFolder, 'restoring'))).rejects.toThrow()
})

test('a moment: what came later is not there, nor its photos', async () => {
  const dataFolder = join(folder, 'then')
  await restorePoint({ target: await target(), unsealing, durable, dataFolder, at: between })
  expect(await reportsIn(dataFolder)).toEqual(['before', 'before the base'])
  expect(await photosIn(dataFolder)).toEqual(['before', 'before the base'])
})

test('what cannot be had is refused before anything is written', async () => {
  const dataFolder = join(folder, 'refused')
  await expect(restorePoint({ target: await target(), unsealing, durable, dataFolder, at: new Date('2020-01-01') })).rejects.toMatchObject({ code: 'VMESTE_PITR_TOO_EARLY' })
  await expect(restorePoint({ target: await target(), unsealing: { passphrase: 'another one than that' }, durable, dataFolder })).rejects.toMatchObject({ code: 'VMESTE_BACKUP_SEALED' })
  await expect(access(dataFolder)).rejects.toThrow()
  await mkdir(dataFolder)
  await writeFile(join(dataFolder, 'secret'), 'of another town')
  await expect(restorePoint({ target: await target(), unsealing, durable, dataFolder })).rejects.toMatchObject({ code: 'VMESTE_RESTORE_NOT_EMPTY' })
  expect(await readdir(dataFolder)).toEqual(['secret'])
})

test('a moment that no copy reaches leaves a folder on which nothing starts, and which is restored anew', async () => {
  const dataFolder = join(folder, 'late')
  await expect(restorePoint({ target: await target(), unsealing, durable, dataFolder, at: new Date(Date.now() + 86_400_000) })).rejects.toMatchObject({ code: 'VMESTE_PITR_TOO_LATE' })
  await access(join(dataFolder, 'restoring'))
  expect((await restorePoint({ target: await target(), unsealing, durable, dataFolder, at: between })).cities).toBe(0)
  expect(await reportsIn(dataFolder)).toEqual(['before', 'before the base'])
})

test('a damaged base is told, and so is one that lacks its log', async () => {
  const base = (await files()).find((each) => each.endsWith('/base'))!
  await copyFile(base, `${base}.kept`)
  const content = await readFile(base)
  content[content.length >> 1]! ^= 1
  await writeFile(base, content)
  const dataFolder = join(folder, 'damaged')
  await expect(restorePoint({ target: await target(), unsealing, durable, dataFolder })).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
  await access(join(dataFolder, 'restoring'))
  await copyFile(`${base}.kept`, base)
  await rm(`${base}.kept`)
  const { last } = JSON.parse(await readFile(`${base}.json`, 'utf8')) as { last: string }
  const first = (await files()).find((each) => each.includes(`/log/${last}`))!
  const kept = await readFile(first)
  await rm(first)
  await expect(restorePoint({ target: await target(), unsealing, durable, dataFolder: join(folder, 'lacking') })).rejects.toMatchObject({ code: 'VMESTE_BACKUP_DAMAGED' })
  await writeFile(first, kept)
})

test('nothing in the target can be read without the passphrase', async () => {
  for (const each of await files()) {
    const content = await readFile(each, 'latin1')
    if (!each.endsWith('base.json')) expect(content.startsWith('age-encryption.org/v1'), each).toBe(true)
    expect(content, each).not.toMatch(/before the base|the secret/)
  }
})
