import { expect, test } from 'vitest'
import { isInside, sizeOf } from './point-in-polygon.ts'

const at = (lat: number, lon: number) => ({ lat, lon })
/** An L: the square from 0 to 2 without its upper right quarter. */
const corner = [at(0, 0), at(0, 2), at(1, 2), at(1, 1), at(2, 1), at(2, 0)]

test.for([
  [0.5, 0.5, true],
  [0.5, 1.5, true],
  [1.5, 0.5, true],
  [1.5, 1.5, false],
  [-0.1, 1, false],
  [1, 2.1, false],
] as const)('%f, %f: %s', ([lat, lon, inside]) => {
  expect(isInside(at(lat, lon), corner)).toBe(inside)
})

test('a point on a shared edge lies in exactly one of two neighbours', () => {
  const left = [at(0, 0), at(0, 1), at(1, 1), at(1, 0)],
    right = [at(0, 1), at(0, 2), at(1, 2), at(1, 1)]
  expect([left, right].filter((each) => isInside(at(0.5, 1), each))).toHaveLength(1)
})

test('size tells the smaller one, whichever way round it is drawn', () => {
  expect(sizeOf(corner)).toBe(3)
  expect(sizeOf([...corner].reverse())).toBe(3)
  expect(sizeOf([])).toBe(0)
})
