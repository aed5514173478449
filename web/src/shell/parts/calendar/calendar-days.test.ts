import { expect, test } from 'vitest'
import { lastingHolidays, monthsOf, noonIn, todayIn, type Calendar } from './calendar-days.ts'

/** Belarus, 2026: Monday 20 April is moved to Saturday 25 April, the 21st is Радуница. */
const belarus: Calendar = {
  year: 2026,
  week: [1, 2, 3, 4, 5],
  holidays: [
    { date: '2026-01-01', name: 'Новый год' },
    { date: '2026-04-21', name: 'Радуница' },
    { date: '2026-05-09', name: 'День Победы' },
  ],
  transfers: [{ off: '2026-04-20', work: '2026-04-25' }],
}

test('a month is drawn from Monday, and each day knows what it is and why', () => {
  const april = monthsOf(belarus)[3]!
  expect(april.weeks).toHaveLength(5)
  expect(april.weeks[0]!.map((day) => day?.number)).toEqual([undefined, undefined, 1, 2, 3, 4, 5])
  const days = april.weeks.flat().filter((day) => day !== undefined)
  expect(days).toHaveLength(30)
  expect(Object.fromEntries(days.slice(17, 26).map(({ number, kind }) => [number, kind]))).toEqual({
    18: 'REST',
    19: 'REST',
    20: 'OFF',
    21: 'HOLIDAY',
    22: 'WORK',
    23: 'WORK',
    24: 'WORK',
    25: 'WORKED',
    26: 'REST',
  })
  expect(days[19]).toMatchObject({ other: '2026-04-25' })
  expect(days[24]).toMatchObject({ other: '2026-04-20' })
  expect(days[20]).toMatchObject({ name: 'Радуница' })
})

test('working days are counted with what was moved', () => {
  // 22 weekdays, the 20th and the 21st off, the 25th worked
  expect(monthsOf(belarus)[3]!.working).toBe(21)
  // 9 May is a Saturday: a holiday there takes no working day
  expect(monthsOf(belarus)[4]!.working).toBe(21)
})

test('a new year takes the holidays that stay on their day, and not the one that moves', () => {
  const names = (ru: string) => ({ ru, be: ru, en: ru })
  const of2026 = [
    { date: '2026-01-01', names: names('Новый год') },
    { date: '2026-04-21', names: names('Радуница') },
  ]
  const of2027 = [
    { date: '2027-01-01', names: names('Новый год') },
    { date: '2027-05-11', names: names('Радуница') },
  ]
  expect(lastingHolidays([of2027, of2026], 2028)).toEqual([{ date: '2028-01-01', names: names('Новый год') }])
  expect(lastingHolidays([of2026], 2027).map(({ date }) => date)).toEqual(['2027-01-01', '2027-04-21'])
  expect(lastingHolidays([], 2027)).toEqual([])
})

test('a day is the city’s day, wherever the browser stands', () => {
  expect(noonIn('Europe/Minsk', '2026-04-16')).toBe('2026-04-16T09:00:00.000Z')
  expect(noonIn('Asia/Kamchatka', '2026-04-16')).toBe('2026-04-16T00:00:00.000Z')
  expect(noonIn('Pacific/Auckland', '2026-01-01')).toBe('2025-12-31T23:00:00.000Z')
  expect(todayIn('Europe/Minsk', Date.parse('2026-04-15T21:30:00Z'))).toBe('2026-04-16')
})
