import { expect, test } from 'vitest'
import { breachBefore } from './breach.ts'

const dues = { make_safe_due: new Date('2026-04-17T15:42:00Z'), due: new Date('2026-04-27T20:59:59Z') }
const plan = (at: string, day: string, from: 'ROUTED' | 'ACCEPTED' | 'INTERIM' = 'ROUTED') => ({
  at: new Date(at),
  day,
  from,
})
const breach = (...plans: ReturnType<typeof plan>[]) => breachBefore(dues, plans, 'Europe/Minsk')

test('a promise that was past when a day was planned was broken; one that stood was not', () => {
  expect(breach()).toBeNull()
  expect(breach(plan('2026-04-17T09:00:00Z', '2026-05-08'))).toBeNull()
  expect(breach(plan('2026-04-18T09:00:00Z', '2026-05-08'))).toEqual(dues.make_safe_due)
  // taken in hand in time: the fix alone is owed
  expect(breach(plan('2026-04-18T09:00:00Z', '2026-05-08', 'ACCEPTED'))).toBeNull()
})

test('a planned day is a promise too: planned anew after it, it was broken', () => {
  const first = plan('2026-04-17T09:00:00Z', '2026-04-20')
  expect(breach(first, plan('2026-04-20T09:00:00Z', '2026-05-08', 'INTERIM'))).toBeNull()
  expect(breach(first, plan('2026-04-22T09:00:00Z', '2026-05-08', 'INTERIM'))).toEqual(new Date('2026-04-20T20:59:59Z'))
})
