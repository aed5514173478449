import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import { termCell } from './term-cell.ts'

const read = (typed: string) => termCell('ru').read(typed, [])

test.each([
  ['5wd', '5wd'],
  ['5 WD', '5wd'],
  ['5 раб. дн.', '5wd'],
  ['5 рабочих дней', '5wd'],
  ['5 рабочых дзён', '5wd'],
  ['5 working days', '5wd'],
  ['15 дней', '15d'],
  ['1 день', '1d'],
  ['24 часа', '24h'],
  ['4 гадзіны', '4h'],
  ['9 раб. ч', '9wh'],
  ['30 минут', '30min'],
  ['30 хв', '30min'],
  ['1 мес.', '1mo'],
  ['2 месяцы', '2mo'],
  ['forward', 'forward'],
  ['Рассмотрение', 'consider'],
  ['Разгляд', 'consider'],
])('%s is %s', (typed, value) => {
  expect(read(typed)).toEqual({ value })
})

test.each(['5', 'пять дней', '5 лет', '0 дней', '2000 дн.', 'скоро'])('%s is no term', (typed) => {
  expect(read(typed)).toMatchObject({ fault: { code: 'TERM_UNKNOWN' }, what: typed })
})

test('what is shown is read as the same, in every language', () => {
  for (const lang of langs)
    for (const value of ['30min', '4h', '9wh', '15d', '5wd', '1mo', 'consider', 'forward', 'answerUrgent'])
      expect(termCell('ru').read(termCell(lang).show(value), [])).toEqual({ value })
})
