import { expect, test } from 'vitest'
import { schemaBy } from './schema-by.ts'

test('each is made once, and the latest fifty are kept', () => {
  const made: number[] = []
  const of = schemaBy((key: number) => {
    made.push(key)
    return { key }
  })
  expect(of(0)).toBe(of(0))
  for (let key = 1; key < 50; key++) of(key)
  of(0)
  of(50)
  expect(made).toEqual(Array.from({ length: 51 }, (_, key) => key))
  // the one that nobody asked for longest is made anew
  of(0)
  of(1)
  expect(made.slice(51)).toEqual([1])
})
