import { expect, test } from 'vitest'
import { isQuiet, morningOf, unchosen } from './choices.ts'

const minsk = 'Europe/Minsk' // three hours ahead of UTC
const at = (hour: number) => new Date(Date.UTC(2026, 3, 16, hour - 3, 30))
const quiet = (from: number, until: number) =>
  [0, 7, 8, 12, 19, 20, 23].filter((hour) => isQuiet(at(hour), minsk, { quiet_from: from, quiet_until: until }))

test('quiet hours run over midnight, within a day, or not at all, by the city’s clock', () => {
  expect(quiet(20, 8)).toEqual([0, 7, 20, 23])
  expect(quiet(8, 20)).toEqual([8, 12, 19])
  expect(quiet(0, 0)).toEqual([])
})

test('the letter of the day comes when the quiet hours end; whoever has none or sleeps by day gets it at eight', () => {
  expect([morningOf({ quiet_from: 22, quiet_until: 7 }), morningOf({ quiet_from: 0, quiet_until: 0 })]).toEqual([
    7 * 3600,
    8 * 3600,
  ])
  expect(morningOf({ quiet_from: 8, quiet_until: 20 })).toBe(8 * 3600)
})

test('without a choice a resident hears in the portal, staff by a letter a morning', () => {
  expect([unchosen(false), unchosen(true)].map(({ email, pace }) => [email, pace])).toEqual([
    [false, 'NOW'],
    [true, 'DAILY'],
  ])
})
