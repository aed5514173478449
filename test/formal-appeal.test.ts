import { expect, test } from 'vitest'
import { belarus } from '../core/civic/src/deadlines/profiles/belarus.ts'
import { russia } from '../core/civic/src/deadlines/profiles/russia.ts'
import { lawOf } from '../modules/appeals/src/report/formal-appeal.ts'

test.each([
  ['BY', belarus],
  ['RU', russia],
] as const)('%s: residents are told the days that the legal profile counts', (country, profiles) => {
  const newest = profiles.filter(({ regime }) => regime === 'APPEAL').at(-1)
  expect(newest?.terms['consider']).toMatchObject({ value: lawOf(country).days, unit: 'calendarDay' })
})

test('a country without a profile promises no number and no address', () => {
  expect(lawOf('KZ')).toMatchObject({ days: null, href: null })
})
