import { expect, test } from 'vitest'
import { LaneSeats } from './lane-concurrency.ts'

const lane = (subscriber: string, city = 1) => ({ city, subscriber })

test('a module has its seats, and nobody else’s', () => {
  const seats = new LaneSeats(2)
  expect([seats.take('a', lane('a/1')), seats.take('a', lane('a/2')), seats.take('a', lane('a/3'))]).toEqual([
    true,
    true,
    false,
  ])
  expect([seats.take('b', lane('b/1')), seats.take('b', lane('b/2'))]).toEqual([true, true])
})

test('whoever leaves calls the lane that has waited longest, each once', () => {
  const seats = new LaneSeats(1)
  seats.take('a', lane('a/1'))
  for (const waiting of [lane('a/2'), lane('a/2', 2), lane('a/2'), lane('a/3')])
    expect(seats.take('a', waiting)).toBe(false)
  expect([seats.leave('a'), seats.take('a', lane('a/2'))]).toEqual([lane('a/2'), true])
  expect([seats.leave('a'), seats.leave('a'), seats.leave('a')]).toEqual([lane('a/2', 2), lane('a/3'), undefined])
  expect(seats.take('a', lane('a/1'))).toBe(true)
})
