import { expect, test } from 'vitest'
import { pointText, readPoint } from './read-point.ts'

test('coordinates as maps copy them', () => {
  for (const typed of ['53.4621, 27.2135', ' 53.4621 27.2135 ', '53,4621; 27,2135'])
    expect(readPoint(typed), typed).toEqual({ lat: 53.4621, lon: 27.2135 })
  for (const typed of ['', 'ул. Советская', '53.4', '95, 27', '53.4621, 27.2135, 1'])
    expect(readPoint(typed), typed).toBeUndefined()
  expect(readPoint(pointText({ lat: -33.9, lon: 151.2 }))).toEqual({ lat: -33.9, lon: 151.2 })
})
