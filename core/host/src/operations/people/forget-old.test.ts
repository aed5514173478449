import { expect, test } from 'vitest'
import { monthsBefore } from './forget-old.ts'

test.each([
  ['2027-04-16T15:43:00Z', 12, '2026-04-16T15:43:00.000Z'],
  ['2027-03-31T01:40:00Z', 1, '2027-02-28T01:40:00.000Z'],
  ['2028-03-31T01:40:00Z', 1, '2028-02-29T01:40:00.000Z'],
  ['2027-01-31T01:40:00Z', 2, '2026-11-30T01:40:00.000Z'],
  ['2028-02-29T01:40:00Z', 12, '2027-02-28T01:40:00.000Z'],
])('at %s a term of %i months began at %s', (now, months, before) => {
  expect(monthsBefore(new Date(now), months).toISOString()).toBe(before)
})
