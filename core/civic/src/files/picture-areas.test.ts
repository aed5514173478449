import { expect, test } from 'vitest'
import { boxOf, checkedAreas, nameOfAreas } from './picture-areas.ts'

const area = { x: 0.25, y: 0.5, width: 0.25, height: 0.25 }

test('an area is whole pixels, never fewer than it covers and never outside of the picture', () => {
  expect(boxOf(area, { width: 10, height: 10 })).toEqual({ left: 2, top: 5, width: 3, height: 3 })
  expect(boxOf({ x: 1, y: 1, width: 1, height: 1 }, { width: 7, height: 7 })).toEqual({
    left: 6,
    top: 6,
    width: 1,
    height: 1,
  })
  expect(boxOf({ x: 0, y: 0, width: 1, height: 1 }, { width: 3, height: 1 })).toEqual({
    left: 0,
    top: 0,
    width: 3,
    height: 1,
  })
})

test('what is no part of a picture is no area', () => {
  expect(checkedAreas([{ ...area, id: 'a' } as typeof area])).toEqual([area])
  for (const wrong of [{ x: -0.1 }, { y: 1.1 }, { width: 0 }, { height: NaN }, { x: '0' as never }])
    expect(() => checkedAreas([{ ...area, ...wrong }]), JSON.stringify(wrong)).toThrow(RangeError)
  expect(() => checkedAreas(Array.from({ length: 51 }, () => area))).toThrow(RangeError)
})

test('other areas have another name', () => {
  expect(nameOfAreas([area])).toBe(nameOfAreas([{ ...area }]))
  expect(nameOfAreas([area])).not.toBe(nameOfAreas([area, area]))
})
