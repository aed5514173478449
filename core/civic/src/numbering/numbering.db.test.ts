import { Numbering, type Ctx } from '@vmeste/sdk'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), now: '2026-12-31T20:00:00Z' })
})
afterAll(() => town.stop())

function ctxIn(slug: string): Ctx {
  const { host } = town
  return host.systemScope(host.store.bySlug(slug)!.city.id, 'test').ctx(host.registry.find('civic')!)
}
const take = (ctx: Ctx, series: string) => ctx.db.transaction((tx) => ctx.use(Numbering).next(tx, series))

test('fifty registrations at once, every fifth rolled back: no gap and no number twice', async () => {
  const ctx = ctxIn('uzda')
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      ctx.db.transaction(async (tx) => {
        const number = await ctx.use(Numbering).next(tx, 'С')
        if (index % 5 === 0) throw new Error('the registration failed')
        return number
      }),
    ),
  )
  const taken = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : [])).sort()
  expect(taken).toEqual(Array.from({ length: 40 }, (_, index) => `УЗ-С-2026-${String(index + 1).padStart(6, '0')}`))
})

test('each series, city and year counts for itself', async () => {
  expect(await take(ctxIn('uzda'), 'О')).toBe('УЗ-О-2026-000001')
  expect(await take(ctxIn('zhodino'), 'О')).toBe('ЖО-О-2026-000001')
  town.clock.advance(3_600_000) // midnight in Minsk
  expect(await take(ctxIn('uzda'), 'О')).toBe('УЗ-О-2027-000001')
})
