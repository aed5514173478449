import { expect, test } from 'vitest'
import { isDuplicate, type Known, type Sighting } from './duplicates.ts'

const now = new Date('2026-04-16T15:52:00Z')
const rule = { radius: 50, days: 14, now }
const point = { lat: 53.4627, lon: 27.2245 }
const north = (metres: number) => ({ lat: point.lat + metres / 111_195.08, lon: point.lon })
const seen: Sighting = { object: 'UZ-0047', tile: 'SWING', topic: 'YARD.PLAY', point }
const known: Known = { ...seen, status: 'ROUTED', closedAt: null }
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

test.each<[string, Partial<Known>, Partial<Sighting>, boolean]>([
  ['same object, same tile', {}, {}, true],
  ['same object, another tile of the same topic', { tile: 'SANDBOX' }, {}, false],
  ['same object, no tile: the topic decides', { tile: null }, {}, true],
  ['same object, another topic', { tile: null, topic: 'YARD.BENCH' }, {}, false],
  ['elsewhere within 50 m, same topic', { object: null, tile: null, point: north(49.9) }, {}, true],
  ['elsewhere beyond 50 m', { object: null, tile: null, point: north(50.1) }, {}, false],
  ['another object within 50 m, same topic', { object: 'UZ-0048', point: north(20) }, {}, true],
  ['within 50 m, another topic', { object: null, tile: null, topic: 'LIGHT.STREET', point: north(1) }, {}, false],
  ['a place without a point', { object: null, point: null }, { object: null, point: null }, false],
  [
    'one house, nobody has a point',
    { object: null, point: null, house: 'a 3' },
    { object: null, point: null, house: 'a 3' },
    true,
  ],
  [
    'one house, one of them has a point',
    { object: null, house: 'a 3' },
    { object: null, point: null, house: 'a 3' },
    true,
  ],
  [
    'one house in two villages',
    { object: null, point: north(900), house: 'a 3' },
    { object: null, house: 'a 3' },
    false,
  ],
  ['another house', { object: null, point: null, house: 'a 5' }, { object: null, point: null, house: 'a 3' }, false],
  [
    'one house, another topic',
    { object: null, point: null, topic: 'LIGHT.STREET', house: 'a 3' },
    { object: null, point: null, house: 'a 3' },
    false,
  ],
  ['closed 14 days ago', { status: 'CONFIRMED', closedAt: daysAgo(14) }, {}, true],
  ['closed longer ago', { status: 'ANSWERED', closedAt: daysAgo(14.01) }, {}, false],
  ['held back by moderation', { status: 'MODERATION' }, {}, false],
  ['rejected', { status: 'REJECTED', closedAt: now }, {}, false],
  ['«Другое» is like nothing', { tile: 'OTHER', topic: 'OTHER' }, { tile: 'OTHER', topic: 'OTHER' }, false],
])('%s', (_, changedKnown, changedSeen, expected) => {
  expect(isDuplicate({ ...known, ...changedKnown }, { ...seen, ...changedSeen }, rule)).toBe(expected)
})
