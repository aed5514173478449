import { expect, test } from 'vitest'
import { groupPoints } from './group-points.ts'

const at = (x: number): { x: number; y: number } => ({ x, y: 0 })

test('what would lie under one finger is one, and no two of them stand nearer than asked', () => {
  expect(groupPoints([0, 30, 43, 44, 80, 100], at, 44)).toEqual([[0, 30, 43], [44, 80], [100]])
  const crowd = Array.from({ length: 200 }, (_, i) => ({ x: (i * 37) % 300, y: (i * 91) % 300 }))
  const first = groupPoints(crowd, (point) => point, 44).map(([one]) => one!)
  for (const one of first) {
    for (const other of first)
      if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(44)
  }
})

test('nobody is lost, and points far apart stay by themselves', () => {
  expect(groupPoints([0, 0, 0], at, 44)).toEqual([[0, 0, 0]])
  expect(groupPoints([0, 50, 100], at, 44)).toEqual([[0], [50], [100]])
  expect(groupPoints([], at, 44)).toEqual([])
})
