import { emptySubject, Tables, type Ctx, type KeptRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { forgetModuleImports } from './forget-imports.ts'
import { tablesPersonalData } from './tables-personal-data.ts'

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), now: '2026-09-14T09:00:00Z' })
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const table = 'civic:StaffMember'
const anna = { key: 'anna@uzda.by', name: 'Анна Белая', phone: '+375 29 123-45-67' }
const row = (key: string, cells: Record<string, string>): KeptRow => ({ key, before: null, kept: null, after: cells })
const keep = (rows: readonly KeptRow[], name = table) => {
  const ctx = ctxIn('uzda')
  return ctx.db.transaction((tx) => ctx.use(Tables).keep(tx, name, ctx, rows))
}
const takeBack = (id: string, slug = 'uzda') => {
  const ctx = ctxIn(slug)
  return ctx.db.transaction((tx) => ctx.use(Tables).takeBack(tx, table, id))
}
const count = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from civic.table_import_row`.execute(ctxIn('uzda').db.read))
    .rows[0]!.n

test('a large import comes back whole and in order, once, and in its own city', async () => {
  const rows = Array.from({ length: 1203 }, (_, at) => row(`R${at}`, { code: `R${at}`, name: 'ё'.repeat(300) }))
  const { id } = await keep(rows)
  expect(await takeBack(id, 'zhodino')).toBeUndefined()
  expect(await takeBack(id)).toEqual(rows)
  expect(await takeBack(id)).toBeUndefined()
  expect(await count()).toBe(0)
})

test('whoever is erased is in no import any more: by their thing, key, e-mail or telephone', async () => {
  const others = row('ivan@uzda.by', { name: 'Иван', phone: '+375 29 765-43-21' })
  const subjects = [
    { ...emptySubject, emails: ['anna@uzda.by'] },
    { ...emptySubject, phones: ['+375291234567'] },
    { ...emptySubject, things: [`${table}:anna@uzda.by`] },
    { ...emptySubject, keys: [keyOfTestPerson('executor.uzda')] },
  ]
  for (const subject of subjects) {
    const { id } = await keep([
      row(anna.key, { name: anna.name, phone: anna.phone, person: keyOfTestPerson('executor.uzda') }),
      others,
    ])
    const [about] = tablesPersonalData
    expect(await about!.subject!.export(ctxIn('uzda'), subject)).toMatchObject([{ key: anna.key }])
    expect(await about!.subject!.erase(ctxIn('uzda'), subject)).toBe(1)
    expect(await about!.subject!.export(ctxIn('uzda'), subject)).toEqual([])
    // what is left goes back, and nothing of whoever is erased
    expect(await takeBack(id)).toEqual([others])
  }
})

test('who imported is forgotten with them; after 30 days all of it is', async () => {
  const [rows, imports] = tablesPersonalData
  const key = keyOfTestPerson('admin.uzda')
  const ctx = ctxIn('uzda')
  const actor = { kind: 'person', key } as Ctx['actor']
  await ctx.db.transaction((tx) => ctx.use(Tables).keep(tx, table, { actor }, [row('A', { name: 'a' })]))
  expect(await imports!.subject!.export(ctx, { ...emptySubject, keys: [key] })).toMatchObject([{ created: 1 }])
  expect(await imports!.subject!.erase(ctx, { ...emptySubject, keys: [key] })).toBe(1)
  expect(await imports!.subject!.export(ctx, { ...emptySubject, keys: [key] })).toEqual([])
  const monthAgo = () => new Date(town.clock.now().getTime() - 28 * 86_400_000)
  town.clock.advance(29 * 86_400_000)
  expect(await rows!.forget!(ctx, monthAgo())).toBe(0)
  town.clock.advance(2 * 86_400_000)
  let gone = 0
  for (let more = 1; more > 0; gone += more) more = await rows!.forget!(ctx, monthAgo())
  expect(gone).toBeGreaterThan(0)
  expect(await count()).toBe(0)
})

test('a module whose data is deleted leaves none', async () => {
  await keep([row('A', { name: 'a' })])
  const ctx = ctxIn('uzda')
  expect(await ctx.db.transaction((tx) => forgetModuleImports(tx, 'civic', 100))).toBe(1)
  expect(await ctx.db.transaction((tx) => forgetModuleImports(tx, 'civic', 100))).toBe(1)
  expect(await ctx.db.transaction((tx) => forgetModuleImports(tx, 'civic', 100))).toBe(0)
})
