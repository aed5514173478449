import { expect, test } from 'vitest'
import { carryCovers } from './carry-covers.ts'

const before = 'Качели, Иванов и Иванов'

test('a cover goes where its words stand in the corrected text', () => {
  expect(carryCovers(before, 'Горка, Иванов', [{ id: 'a', from: 8, to: 14 }])).toEqual({
    kept: [{ id: 'a', start: 7, stop: 13 }],
    lost: false,
  })
})

test('where its words are gone, or stand twice, it is lost and said so', () => {
  expect(carryCovers(before, 'Горка', [{ id: 'a', from: 8, to: 14 }])).toEqual({ kept: [], lost: true })
  expect(carryCovers(before, 'Горка, Иванов, Иванов', [{ id: 'a', from: 8, to: 14 }])).toEqual({ kept: [], lost: true })
  expect(carryCovers('a  b', 'a  c', [{ id: 'a', from: 1, to: 3 }])).toEqual({ kept: [], lost: true })
})
