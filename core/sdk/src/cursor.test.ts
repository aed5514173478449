import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

const id = '019d9a2e-0000-7000-8000-000000000001'

test('a cursor leads back to where a page ended', () => {
  const at = new Date('2026-04-25T20:59:59.000Z')
  expect(readCursor(writeCursor(at, id))).toEqual({ at, id })
  expect(readCursor(writeCursor(Infinity, id))).toEqual({ at: 'infinity', id })
})

test.each([
  '',
  'x',
  Buffer.from(`1~${id}'; drop table`).toString('base64url'),
  Buffer.from(`now()~${id}`).toString('base64url'),
  'a'.repeat(100_000),
])('%.20s is refused', (cursor) => {
  expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }))
})
