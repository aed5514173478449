import { expect, test } from 'vitest'
import { closingLine } from './closing-line.ts'

test('a run ends in one line that says how many passed and failed', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})
