import { Problem } from '@vmeste/sdk'
import { expect, test, vi } from 'vitest'
import { AnswerBudget, bytesWithin, type BudgetOptions } from './answer-budget.ts'
import { limits } from './limits.ts'

const budget = (options: Partial<BudgetOptions> = {}) =>
  new AnswerBudget({ ms: 60_000, bytes: 1_000, changes: false, isGone: () => false, ...options })
function codeOf(work: () => unknown): string {
  try {
    work()
    return 'fine'
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}

test('what is used up stays used up: nothing begins any more', () => {
  const rows = budget()
  rows.tookRows(limits.rows)
  expect(
    codeOf(() => {
      rows.check()
    }),
  ).toBe('fine')
  expect(
    codeOf(() => {
      rows.tookRows(1)
    }),
  ).toBe('ANSWER_TOO_LARGE')
  expect(
    codeOf(() => {
      rows.check()
    }),
  ).toBe('ANSWER_TOO_LARGE')
  const bytes = budget()
  expect(
    codeOf(() => {
      bytes.tookBytes(1_001)
    }),
  ).toBe('ANSWER_TOO_LARGE')
  expect(bytes.fits({})).toBe(false)
})

test('time and leaving end what only asks; what changes something is finished for whoever left', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0)
  try {
    const slow = budget({ ms: 100 })
    now.mockReturnValue(101)
    expect(
      codeOf(() => {
        slow.check()
      }),
    ).toBe('ANSWER_TOO_SLOW')
  } finally {
    now.mockRestore()
  }
  expect(
    codeOf(() => {
      budget({ isGone: () => true }).check()
    }),
  ).toBe('ANSWER_UNWANTED')
  expect(
    codeOf(() => {
      budget({ isGone: () => true, changes: true }).check()
    }),
  ).toBe('fine')
})

test.each<[unknown]>([
  ['плитка'],
  ['x'.repeat(500)],
  ['Плитка у дома'.repeat(40)],
  [{ data: { a: [1, 2, 3], b: null, c: [{ name: 'ё' }, { name: 'z' }] } }],
  [[]],
  [{}],
  [new Date(0)],
  [[true, false, 1.5, -1e21]],
])('bytes of %j are never reckoned less than they are', (value) => {
  expect(bytesWithin(value, 1e9)).toBeGreaterThanOrEqual(Buffer.byteLength(JSON.stringify(value)) - 10)
})

test('what is larger than allowed is not looked at to its end', () => {
  const touched: number[] = []
  const list = Array.from({ length: 1_000 }, (_, at) => ({
    get text() {
      touched.push(at)
      return 'x'.repeat(1_000)
    },
  }))
  expect(bytesWithin(list, 10_000)).toBeUndefined()
  expect(touched.length).toBeLessThan(20)
})
