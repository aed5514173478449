import { expect, test } from 'vitest'
import { isUuid, uuidv7 } from './uuid.ts'

test('ids of one millisecond sort as they were made', () => {
  const ids = Array.from({ length: 1000 }, () => uuidv7(1_788_000_000_000))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every(isUuid)).toBe(true)
  expect(uuidv7(1_788_000_000_001) > ids.at(-1)!).toBe(true)
})

test('ids of a time that stands still sort as they were made, others made between them', () => {
  const ids = Array.from({ length: 500 }, () => [uuidv7(1_788_000_000_000), uuidv7()] as const)
  for (const each of [ids.map(([still]) => still), ids.map(([, now]) => now)]) expect(each.toSorted()).toEqual(each)
})
