import { z } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { readNews } from './read-news.ts'

const city = z.int32().positive()

test('what hosts tell each other is read', () => {
  expect(readNews('7', city)).toBe(7)
})

test.each([undefined, '', 'x', 'NaN', '{', '7.5', '-1', '99999999999', '"7"', '[7]', 'null', '{"__proto__":7}'])(
  '%s is left alone',
  (payload) => {
    expect(readNews(payload, city)).toBeUndefined()
  },
)
