import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { coreUnit } from '../src/core-unit/core-unit.ts'
import { driftOf } from '../src/storage/drift.ts'
import { notes } from './notes-plugin.ts'

let city: TestHost
let asNotes: pg.Client
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [notes] })
  asNotes = new pg.Client({ connectionString: city.host.storage.urlOf('notes') })
  await asNotes.connect()
  for (const slug of ['uzda', 'zhodino']) {
    await city.graph(
      slug,
      'mutation ($t: String!) { writeNote(text: $t) { __typename } }',
      { t: `из ${slug}` },
      { as: `operator.${slug}` },
    )
  }
})
afterAll(async () => {
  await asNotes.end()
  await city.stop()
})

const idOf = (slug: string): number => city.host.store.bySlug(slug)!.city.id

describe('what a module can reach with SQL of its own', () => {
  test('nothing at all before a city is set', async () => {
    expect((await asNotes.query('select * from notes.note')).rows).toEqual([])
  })

  test('only rows of the city that is set, and it cannot write into another', async () => {
    await asNotes.query(`select set_config('app.city', $1, false)`, [String(idOf('uzda'))])
    expect((await asNotes.query('select distinct city from notes.note')).rows).toEqual([{ city: idOf('uzda') }])
    await expect(
      asNotes.query(`insert into notes.note (city, id, text) values ($1, gen_random_uuid(), 'чужое')`, [
        idOf('zhodino'),
      ]),
    ).rejects.toThrow(/row-level security/)
    expect(
      (await asNotes.query(`update notes.note set text = 'чужое' where city = $1`, [idOf('zhodino')])).rowCount,
    ).toBe(0)
  })

  test.each([
    'select * from core.city',
    'select * from core.outbox',
    'create table notes.mine (id int)',
    'drop table notes.note',
    "select pg_read_file('/etc/passwd')",
  ])('%s is refused', async (statement) => {
    await expect(asNotes.query(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('there is no way back to a stronger role', async () => {
    await asNotes.query('reset role')
    const {
      rows: [role],
    } = await asNotes.query<{ rolsuper: boolean; rolbypassrls: boolean; owns: number }>(
      `select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = pg_roles.oid) owns
        from pg_roles where rolname = current_user`,
    )
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, owns: 0 })
    await expect(asNotes.query(`set role ${city.host.storage.roleOf('core')}`)).rejects.toThrow(/permission denied/)
  })
})

test('connections that serve two cities by turns never mix them', async () => {
  const texts = await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      const slug = i % 3 === 0 ? 'zhodino' : 'uzda'
      const { data } = await city.graph<{ notes: { text: string }[] }>(slug, '{ notes { text } }')
      return [slug, data.notes.map((note) => note.text).join()] as const
    }),
  )
  expect(new Set(texts.map(([slug, text]) => `${slug}: ${text}`))).toEqual(
    new Set(['uzda: из uzda', 'zhodino: из zhodino']),
  )
})

test('what a handler writes stays out when it throws', async () => {
  const ctx = city.host.systemScope(idOf('uzda'), 'test').ctx(notes)
  await expect(
    ctx.db.transaction(async (tx) => {
      tx.emit({ type: 'notes.note.written@1', subject: 'notes:Note:x', data: { id: 'x' } })
      await tx.run(
        (await import('@vmeste/sdk/storage'))
          .sql`insert into notes.note (id, text) values (gen_random_uuid(), 'полузапись')`,
      )
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  const pool = city.host.storage.pool('core')
  expect((await pool.query(`select 1 from core.outbox where subject = 'notes:Note:x'`)).rowCount).toBe(0)
})

test('every table with a city is under row-level security, for its owner too', async () => {
  const { rows } = await city.host.storage.pool('core').query<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'city'
    where c.relkind in ('r', 'p') and n.nspname not in ('core') and n.nspname !~ '^(pg_|information_schema|graphile)'
      and not (c.relrowsecurity and c.relforcerowsecurity)`)
  expect(rows).toEqual([])
})

test.each(
  [coreUnit, ...[civicPlugin(), notes].map((plugin) => ({ id: plugin.id, ...plugin.storage! }))].map(
    (unit) => [unit.id, unit] as const,
  ),
)('the tables of "%s" are what its entities say', async (_id, unit) => {
  expect(await driftOf(city.databaseUrl, unit)).toEqual([])
})
