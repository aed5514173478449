import { expect, test } from 'vitest'
import { plans } from '../../deploy/papers/capacity/figures.ts'
import { reckon } from '../../deploy/papers/capacity/reckon.ts'
import { capacityPages, withCapacity } from '../../deploy/papers/capacity/write-page.ts'
import { read, root } from '../workspace.ts'

test.each(['en', 'ru'] as const)('the page on capacity (%s) has the figures and what follows from them', (tongue) => {
  expect(withCapacity(root, tongue) === read(capacityPages[tongue]), 'run: npm run papers').toBe(true)
})

test('more cases never want less', () => {
  const needs = plans.map(reckon)
  for (const key of ['aSecond', 'cores', 'hosts', 'memory', 'database', 'photos', 'connections', 'incoming'] as const) {
    expect(
      needs.map((need) => need[key]),
      key,
    ).toEqual(needs.map((need) => need[key]).toSorted((a, b) => a - b))
  }
  // by hand: 300,000 a year, ten times an average day, 15 % of it in an hour
  expect(needs[1]!.aSecond).toBeCloseTo(((300_000 / 365) * 10 * 0.15) / 3600)
})
