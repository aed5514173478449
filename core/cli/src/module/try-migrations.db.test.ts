import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { definePlugin, type Plugin } from '@vmeste/sdk'
import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { tryMigrations } from './try-migrations.ts'

// each starts servers of its own; a busy machine is no failure
vi.setConfig({ testTimeout: 120_000 })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-sources-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const title = { ru: 'Фонари', be: 'Ліхтары', en: 'Lamps' }
const lamps = (migrations: Readonly<Record<string, readonly string[]>>): Plugin =>
  definePlugin({
    id: 'lamps',
    engine: '^0.1',
    title,
    summary: title,
    storage: {
      schema: 'lamps',
      entities: [],
      migrations: Object.entries(migrations).map(([name, statements]) => ({
        name,
        class: class extends Migration {
          override up(): void {
            for (const each of statements) this.addSql(each)
          }
        },
      })),
    },
  })
const lampTable = (more = ''): readonly string[] => [
  `create table lamps.lamp (city int not null default core.current_city(), id int not null${more}, primary key (city, id))`,
  ...rowLevelSecurity('lamps.lamp'),
]
const table = { '0001-lamps': lampTable() }
const left = async (): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('vmeste-trial-'))

test('sound migrations pass on a server of their own, from nothing and on top of the version before, and leave nothing', async () => {
  const before = await left()
  await tryMigrations(lamps({ ...table, '0002-height': ['alter table lamps.lamp add column height int'] }), {
    from: folder,
    before: lamps(table),
  })
  expect((await left()).filter((name) => !before.includes(name))).toEqual([])
})

test('a broken one is told with its file and PostgreSQL’s words', async () => {
  await mkdir(join(folder, 'src/migrations'), { recursive: true })
  await writeFile(join(folder, 'src/migrations/0002-colour.migration.ts'), '')
  await expect(
    tryMigrations(lamps({ ...table, '0002-colour': [`update lamps.lamp set colour = 'red'`] }), {
      from: 'lamps',
      sources: folder,
      server: inject('postgres'),
    }),
  ).rejects.toMatchObject({
    code: 'VMESTE_MIGRATION_FAILED',
    message: expect.stringMatching(
      /src\/migrations\/0002-colour\.migration\.ts: Module "lamps": its migration 0002-colour failed.*column "colour" of relation "lamp" does not exist/,
    ) as string,
  })
})

test('one that breaks a wall is told so', async () => {
  await expect(
    tryMigrations(lamps({ '0001-lamps': ['create table lamps.lamp (id int primary key)'] }), {
      from: 'lamps',
      server: inject('postgres'),
    }),
  ).rejects.toMatchObject({ code: 'VMESTE_WALL_BROKEN' })
})

test('one that holds from nothing alone is met on top of the version before', async () => {
  const now = lamps({ '0001-lamps': lampTable(', tall int'), '0002-tall': ['update lamps.lamp set tall = 1'] })
  await tryMigrations(now, { from: 'lamps', server: inject('postgres') })
  await expect(
    tryMigrations(now, { from: 'lamps', before: lamps(table), server: inject('postgres') }),
  ).rejects.toMatchObject({
    code: 'VMESTE_MIGRATION_FAILED',
    message: expect.stringContaining('on the tables of the installed version') as string,
  })
})
