import { expect, test } from 'vitest'
import type { Format } from '@vmeste/web'
import { durationParts, figureChange } from './figure-change.ts'

const say = (key: string, params?: object) => (params ? `${key} ${Object.values(params).join(' ')}` : key)
const options = { since: 'ago', days: 30, say, format: { number: String } as unknown as Format } as const

test('a change has a sign and words, and knows whether it is good', () => {
  expect(figureChange(12, 9, { ...options, better: 'less' })).toEqual({
    sign: '+3',
    text: 'morning.change.count.more morning.change.ago 30',
    tone: 'bad',
  })
  expect(figureChange(7, 9, { ...options, better: 'less' })).toMatchObject({ sign: '−2', tone: 'good' })
  expect(figureChange(9, 9, { ...options, better: 'more' })).toMatchObject({ sign: '', tone: 'same' })
  expect(figureChange(9, null, { ...options, better: 'more' })).toEqual({
    sign: '',
    text: 'morning.change.unknown',
    tone: 'same',
  })
})

test('a length takes two units at most', () => {
  const short = (minutes: number) =>
    durationParts(minutes, (key) => key.at(13)!)
      .map(({ number, unit }) => number + unit)
      .join(' ')
  expect([7, 60, 252, 1440, 1500, 3000].map(short)).toEqual(['7m', '1h', '4h 12m', '1d', '1d 1h', '2d 2h'])
})
