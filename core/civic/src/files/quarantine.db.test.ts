import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Files, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { forgetModule } from '../forget-module.ts'
import type { FileTables } from './file.entity.ts'
import { sweepFiles, type Swept } from './sweep-files.job.ts'

const dayMs = 86_400_000
let town: TestHost
let owner: pg.Client
let alarms: { fields: Readonly<Record<string, unknown>>; text: string }[] = []
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), now: new Date().toISOString() })
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
})
beforeEach(() => {
  alarms = []
})
afterAll(async () => {
  await owner?.end()
  await town.stop()
})

const ctxIn = (slug: string) => town.ctxIn(slug, 'civic') as Ctx<FileTables>
const log = {
  error: (fields: Readonly<Record<string, unknown>>, text: string) => {
    alarms.push({ fields, text })
  },
}
const sweep = (slug: string, sure = false): Promise<Swept> => sweepFiles(ctxIn(slug), log, sure)
const placeOf = (slug: string, id: string) => join(town.dataFolder, 'civic/files', slug, id.slice(-2), id)
const isThere = (slug: string, id: string) =>
  access(join(placeOf(slug, id), 'full.webp')).then(
    () => true,
    () => false,
  )
async function aside(slug: string): Promise<string[]> {
  const names = await readdir(join(town.dataFolder, 'civic/quarantine', slug), { recursive: true }).catch(() => [])
  return names.filter((name) => name.endsWith('full.webp')).map((name) => name.split('/')[1]!)
}
const rows = (slug: string) => ctxIn(slug).db.read.selectFrom('file').selectAll().execute()
interface Row {
  subject?: string | null
  uploader?: string | null
}
async function insert(
  slug: string,
  ids: readonly string[],
  { subject = null, uploader = null }: Row = {},
): Promise<void> {
  const uploaded_at = new Date(town.clock.now().getTime() - 3 * dayMs)
  const rows = ids.map((id) => ({ id, sha256: id, width: 1, height: 1, bytes: 1, subject, uploader, uploaded_at }))
  await ctxIn(slug).db.transaction((tx) => tx.kysely.insertInto('file').values(rows).execute())
}

/** Photos of three days ago, with rows that a case has taken unless told otherwise. */
async function photos(slug: string, many: number, row: Row | 'none' = { subject: 'trees:Tree:1' }): Promise<string[]> {
  const ids = Array.from({ length: many }, () => randomUUID())
  const then = new Date(town.clock.now().getTime() - 3 * dayMs)
  for (const id of ids) {
    await mkdir(placeOf(slug, id), { recursive: true })
    await writeFile(join(placeOf(slug, id), 'full.webp'), id)
    await utimes(placeOf(slug, id), then, then)
  }
  if (row !== 'none') await insert(slug, ids, row)
  return ids
}
const city = async (slug: string): Promise<string> => {
  const name = { ru: slug, be: slug, en: slug }
  await town.host.createCity({ slug, name, numberPrefix: slug.slice(0, 3), centre: { lat: 53, lon: 27 } }, [])
  return slug
}

test('a photo without a row is put aside, comes back with its row, and is deleted after thirty days', async () => {
  const slug = await city('borisov')
  const [kept] = await photos(slug, 1)
  const [lost, returning] = await photos(slug, 2, 'none')
  expect(await sweep(slug)).toEqual({ aside: 2, back: 0, deleted: 0 })
  expect([await isThere(slug, kept!), await isThere(slug, lost!), await isThere(slug, returning!)]).toEqual([
    true,
    false,
    false,
  ])
  expect((await aside(slug)).sort()).toEqual([lost, returning].sort())

  await insert(slug, [returning!], { subject: 'trees:Tree:2' })
  expect(await sweep(slug)).toEqual({ aside: 0, back: 1, deleted: 0 })
  expect(await isThere(slug, returning!)).toBe(true)

  town.clock.advance(30 * dayMs)
  expect(await sweep(slug)).toMatchObject({ deleted: 0 })
  town.clock.advance(dayMs)
  expect(await sweep(slug)).toMatchObject({ deleted: 1 })
  expect([await aside(slug), await isThere(slug, kept!), await isThere(slug, returning!)]).toEqual([[], true, true])
})

test('a photo that has just arrived is left alone though its row is not there yet', async () => {
  const slug = await city('slutsk'),
    id = randomUUID()
  await mkdir(placeOf(slug, id), { recursive: true })
  const now = town.clock.now()
  await writeFile(join(placeOf(slug, id), 'full.webp'), '')
  await utimes(placeOf(slug, id), now, now)
  expect(await sweep(slug)).toMatchObject({ aside: 0 })
  expect(await isThere(slug, id)).toBe(true)
})

test('on an emptied database nothing moves: an alarm is kept, said every time, and over when the rows are back', async () => {
  const slug = await city('orsha')
  const ids = await photos(slug, 60)
  const held = await rows(slug)
  await ctxIn(slug).db.transaction((tx) => tx.kysely.deleteFrom('file').execute())
  for (let hour = 0; hour < 25; hour++) {
    expect(await sweep(slug)).toEqual({ aside: 0, back: 0, deleted: 0, stopped: { wouldGo: 60, of: 60 } })
    town.clock.advance(3_600_000)
  }
  expect(alarms).toHaveLength(25)
  expect(alarms[0]?.fields).toEqual({ code: 'FILES_SWEEP_STOPPED', city: slug, wouldGo: 60, of: 60 })
  expect(alarms[0]?.text).toContain('vmeste files sweep --city orsha --yes')
  expect((await owner.query('select would_go, of_all from civic.file_sweep')).rows).toEqual([
    { would_go: 60, of_all: 60 },
  ])
  const { rows: told } = await owner.query(`select detail from core.audit where action = 'civic.files.sweep-stopped'`)
  expect(told).toEqual([{ detail: { wouldGo: 60, of: 60 } }])
  expect((await Promise.all(ids.map((id) => isThere(slug, id)))).every(Boolean)).toBe(true)

  await ctxIn(slug).db.transaction((tx) => tx.kysely.insertInto('file').values(held).execute())
  expect(await sweep(slug)).toEqual({ aside: 0, back: 0, deleted: 0 })
  expect((await owner.query('select 1 from civic.file_sweep')).rows).toEqual([])
})

test('whoever runs the platform can say that it is right, and be wrong: the photos come back with their rows', async () => {
  const slug = await city('polotsk')
  await photos(slug, 60)
  const unasked = await photos(slug, 60, { subject: null })
  const held = await rows(slug)
  expect(await sweep(slug)).toMatchObject({ stopped: { wouldGo: 60, of: 120 } })
  await ctxIn(slug).db.transaction((tx) => tx.kysely.deleteFrom('file').where('subject', 'is not', null).execute())
  expect(await sweep(slug, true)).toEqual({ aside: 120, back: 0, deleted: 0 })
  expect(await aside(slug)).toHaveLength(120)
  expect((await owner.query('select 1 from civic.file_sweep')).rows).toEqual([])
  const { rows: told } = await owner.query(`select detail from core.audit where action = 'civic.files.sweep'`)
  expect(told).toEqual([{ detail: { aside: 120, of: 120 } }])
  await ctxIn(slug).db.transaction((tx) => tx.kysely.insertInto('file').values(held).execute())
  town.clock.advance(-2 * 3_600_000) // the backup is of before
  expect(await sweep(slug)).toMatchObject({ back: 120, stopped: { wouldGo: 60, of: 120 } })
  expect([await aside(slug), await isThere(slug, unasked[0]!)]).toEqual([[], true])
  expect((await owner.query('select 1 from civic.file_aside where not let_go')).rows).toEqual([])
})

const shares: [all: number, go: number, stops: boolean][] = [
  [60, 50, false],
  [60, 51, true],
  [1_100, 55, false],
  [1_100, 56, true],
]
test.for(shares)('of %i photos %i may go: stopped %s', async ([all, go, stops]) => {
  const slug = await city(`share-${all}-${go}`)
  await photos(slug, all - go)
  await photos(slug, go, 'none')
  expect(await sweep(slug)).toMatchObject(stops ? { aside: 0, stopped: { wouldGo: go, of: all } } : { aside: go })
})

test('erasing a person takes their photos that no case has, out of the quarantine too, and leaves those of others', async () => {
  const slug = await city('lida')
  const [person, other] = [keyOfTestPerson('citizen'), keyOfTestPerson('operator.uzda')]
  const [first] = await photos(slug, 1, { subject: null, uploader: person })
  await photos(slug, 1, { subject: null, uploader: other })
  await sweep(slug)
  expect(await aside(slug)).toHaveLength(2)
  const [loose] = await photos(slug, 1, { subject: null, uploader: person })
  const [taken] = await photos(slug, 1, { subject: 'trees:Tree:7', uploader: person })
  const bare = town.ctxIn(slug, 'civic')
  const held = town.host.registry.find('civic')!.personalData!.filter(({ table }) => table.startsWith('civic.file'))
  expect(await Promise.all(held.map(async ({ export: give }) => (await give(bare, person)).length))).toEqual([2, 1])
  expect(await Promise.all(held.map(({ erase }) => erase(bare, person)))).toEqual([2, 1])
  expect(await aside(slug)).toHaveLength(1)
  expect([await isThere(slug, first!), await isThere(slug, loose!), await isThere(slug, taken!)]).toEqual([
    false,
    false,
    true,
  ])
  const left = async (whose: string) =>
    Promise.all(held.map(async ({ export: give }) => (await give(bare, whose)).length))
  expect([await left(person), await left(other)]).toEqual([
    [0, 0],
    [0, 1],
  ])
  expect((await rows(slug)).map(({ id, uploader }) => ({ id, uploader }))).toEqual([{ id: taken, uploader: null }])
})

test('the purge of a module takes its photos at once, from the quarantine too', async () => {
  const slug = await city('brest')
  const [mine, lying] = await photos(slug, 2, { subject: 'trees:Tree:8' })
  const [theirs] = await photos(slug, 1, { subject: 'treesandmore:Tree:8' })
  // a row that came back while its photo still lies in the quarantine
  const day = join(town.dataFolder, 'civic/quarantine', slug, '2026-01-01')
  await mkdir(day, { recursive: true })
  await rename(placeOf(slug, lying!), join(day, lying!))
  expect(await forgetModule(town.ctxIn(slug, 'civic'), 'trees')).toBe(2)
  expect([await aside(slug), await isThere(slug, mine!), await isThere(slug, theirs!)]).toEqual([[], false, true])
  expect((await rows(slug)).map(({ id }) => id)).toEqual([theirs])
  expect(await forgetModule(town.ctxIn(slug, 'civic'), 'trees')).toBe(0)
})

test('what was let go of by a host that stopped right after goes with the next sweep, and not into the quarantine', async () => {
  const slug = await city('pinsk')
  const [id] = await photos(slug, 1, { subject: 'trees:Tree:9' })
  const ctx = ctxIn(slug)
  const files = ctx.use(Files)
  await ctx.db.transaction(async (tx) => {
    await tx.run(sql`select civic.release_files('trees:Tree:9')`)
  })
  expect([await files.links([id!]), await isThere(slug, id!)]).toEqual([[], true])
  expect(await sweep(slug)).toEqual({ aside: 0, back: 0, deleted: 0 })
  expect([await isThere(slug, id!), await aside(slug)]).toEqual([false, []])
})
