import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { manyReports } from './many-reports.ts'
import { openTown, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const counted = async (filter: string) =>
  (
    await town.ask<{ reports: { total: number; totalIsExact: boolean } }>(
      `{ reports(first: 1, filter: ${filter}) { total totalIsExact } }`,
      {},
      { as: 'operator.uzda' },
    )
  ).reports

test('a list is counted exactly up to ten thousand, and no further', async () => {
  await manyReports(town.ctx, 10_000, 4)
  expect([await counted('{}'), await counted('{ open: true }'), await counted('{ search: "Никогдашняя" }')]).toEqual([
    { total: 10_000, totalIsExact: true },
    { total: 2_500, totalIsExact: true },
    { total: 0, totalIsExact: true },
  ])
  await manyReports(town.ctx, 10_001, 4, 10_001)
  expect(await counted('{}')).toEqual({ total: 10_000, totalIsExact: false })
  expect(await counted('{ open: true }')).toEqual({ total: 2_500, totalIsExact: true })
})
