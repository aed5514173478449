import { expect, test } from 'vitest'
import { boxAround, metresBetween } from './distance.ts'

const uzda = { lat: 53.4627, lon: 27.2245 }

test('metres on the ground', () => {
  expect(metresBetween(uzda, uzda)).toBe(0)
  expect(metresBetween(uzda, { lat: 53.9006, lon: 27.559 }) / 1000).toBeCloseTo(53.4, 0)
  expect(metresBetween(uzda, { lat: uzda.lat + 50 / 111_195, lon: uzda.lon })).toBeCloseTo(50, 1)
})

test('the box holds every point of the circle and little more', () => {
  const box = boxAround(uzda, 50)
  for (let angle = 0; angle < 360; angle += 15) {
    const point = {
      lat: uzda.lat + (49.9 / 111_195) * Math.cos(angle),
      lon: uzda.lon + (49.9 / 111_195 / Math.cos((uzda.lat * Math.PI) / 180)) * Math.sin(angle),
    }
    expect(metresBetween(uzda, point)).toBeLessThan(50)
    expect(point.lat > box.south && point.lat < box.north && point.lon > box.west && point.lon < box.east).toBe(true)
  }
  expect(metresBetween(uzda, { lat: box.north, lon: box.east })).toBeLessThan(71)
})
