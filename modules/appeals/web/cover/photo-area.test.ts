import { expect, test } from 'vitest'
import { areaAround, areaBetween, isArea, moved, resized, styleOf } from './photo-area.ts'

const rounded = (area: object) =>
  JSON.parse(
    JSON.stringify(area, (_, v: unknown) => (typeof v === 'number' ? Math.round(v * 1000) / 1000 : v)),
  ) as object

test('a box is drawn from either corner and never leaves the picture', () => {
  expect(rounded(areaBetween({ x: 0.6, y: 0.7 }, { x: 0.2, y: 0.1 }))).toEqual({
    x: 0.2,
    y: 0.1,
    width: 0.4,
    height: 0.6,
  })
  expect(rounded(areaBetween({ x: 0.5, y: 0.5 }, { x: 1.4, y: -2 }))).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.5 })
})

test('a touch makes a square to the eye, also at the edge', () => {
  expect(rounded(areaAround({ x: 0.5, y: 0.5 }, 0.75))).toEqual({ x: 0.39, y: 0.418, width: 0.22, height: 0.165 })
  expect(rounded(areaAround({ x: 1, y: 0 }, 4))).toEqual({ x: 0.78, y: 0, width: 0.22, height: 0.88 })
})

test('keys move and size it within the picture', () => {
  const area = { x: 0.9, y: 0.1, width: 0.1, height: 0.1 }
  expect(rounded(moved(area, { x: 0.02, y: -0.2 }))).toEqual({ ...area, y: 0 })
  expect(rounded(resized(area, { x: 0.02, y: 0.02 }))).toEqual({ ...area, height: 0.12 })
  expect(isArea(resized(area, { x: -1, y: -1 }))).toBe(true)
  expect(isArea({ ...area, width: 0.001 })).toBe(false)
  expect(styleOf(area)).toEqual({ left: '90%', top: '10%', width: '10%', height: '10%' })
})
