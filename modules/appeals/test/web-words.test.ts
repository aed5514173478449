import { expect, test } from 'vitest'
import { newKey } from '../web/intake/new-key.ts'
import { queueOf, queues } from '../web/work/inbox-queues.ts'
import { saysToo, sentence } from '../web/report/report-line.ts'

test('an address is not said twice', () => {
  expect(saysToo('детская площадка, ул. Советская 12', 'ул. Советская, 12')).toBe(true)
  expect(saysToo('Детская площадка', 'ул. Советская, 12')).toBe(false)
  expect(sentence('детская площадка')).toBe('Детская площадка')
})

test('keys are UUIDs and never the same', () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey))
  expect(keys.size).toBe(1000)
  for (const key of keys) expect(key).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

test('queues ask the same question within a minute, an unknown one is the first', () => {
  const filter = (name: string, at: string) => queueOf(name).filter(new Date(at))
  expect(filter('urgent', '2026-04-16T15:42:10Z')).toEqual(filter('urgent', '2026-04-16T15:42:50Z'))
  expect(filter('urgent', '2026-04-16T15:42:10Z')).toEqual({ dueBefore: '2026-04-17T15:42:00.000Z' })
  expect(queueOf('nonsense')).toBe(queues[0])
})
