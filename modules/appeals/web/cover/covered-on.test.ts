import { expect, test } from 'vitest'
import { coveredOn } from './covered-on.ts'

const report = {
  covers: [
    { id: 'a', part: 'TEXT', step: null, from: 0, to: 4, byAuthor: false },
    { id: 'b', part: 'ANSWER', step: 's1', from: 1, to: 2, byAuthor: false },
    { id: 'c', part: 'NOTE', step: 's2', from: 2, to: 3, byAuthor: true },
  ],
  ruleCovers: [
    { part: 'TEXT', step: null, from: 9, to: 20 },
    { part: 'NOTE', step: 's1', from: 5, to: 9 },
  ],
} as const

test('covers are found on their text, the answer’s on its step as well', () => {
  expect(coveredOn(report, { part: 'TEXT' })).toEqual([
    { id: 'a', from: 0, to: 4, by: 'staff' },
    { from: 9, to: 20, by: 'rule' },
  ])
  expect(coveredOn(report, { part: 'ANSWER' })).toEqual([{ id: 'b', from: 1, to: 2, by: 'staff' }])
  expect(coveredOn(report, { part: 'NOTE', step: 's1' })).toEqual([
    { id: 'b', from: 1, to: 2, by: 'staff' },
    { from: 5, to: 9, by: 'rule' },
  ])
  expect(coveredOn(report, { part: 'NOTE', step: 's2' })).toEqual([{ id: 'c', from: 2, to: 3, by: 'author' }])
  expect(coveredOn(report, { part: 'ADDRESS' })).toEqual([])
  expect(coveredOn(report, { part: 'NOTE', step: null })).toEqual([])
})
