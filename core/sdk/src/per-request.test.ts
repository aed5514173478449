import { expect, test } from 'vitest'
import { perRequest } from './per-request.ts'

test('one for a request, another for the next, and a new one after a change', () => {
  let made = 0
  const counters = perRequest((ctx: { readonly name: string }) => ({ name: ctx.name, number: ++made }))
  const first = { name: 'first' },
    second = { name: 'second' }
  expect(counters.of(first)).toBe(counters.of(first))
  expect(counters.of(second)).toEqual({ name: 'second', number: 2 })
  counters.forget(first)
  expect(counters.of(first)).toEqual({ name: 'first', number: 3 })
  expect(counters.of(second).number).toBe(2)
})

test('what came out as nothing is remembered, too', () => {
  let asked = 0
  const nothing = perRequest((): undefined => {
    asked++
  })
  const ctx = {}
  nothing.of(ctx)
  nothing.of(ctx)
  expect(asked).toBe(1)
})
