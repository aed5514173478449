import { expect, test } from 'vitest'
import { closingLine, sumOf } from './closing-line.ts'

test('a run ends in one line that says how many passed and failed', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

test('several runs are summed; one that broke off is a failure', () => {
  expect(sumOf(['noise\n12 passed, 0 failed\n', '3 passed, 1 failed, 2 skipped'])).toEqual({
    passed: 15,
    failed: 1,
    skipped: 2,
  })
  expect(sumOf(['12 passed, 0 failed', '12 passed, 0 failed\nterminated'])).toEqual({
    passed: 12,
    failed: 1,
    skipped: 0,
  })
})
