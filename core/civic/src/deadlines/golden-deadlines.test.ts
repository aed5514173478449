import { describe, expect, test } from 'vitest'
import { langs, Problem, type DayRoll } from '@vmeste/sdk'
import { nationalCalendar } from './calendars/national-calendars.ts'
import { computeDeadline } from './compute-deadline.ts'
import { shippedProfiles } from './profiles/shipped-profiles.ts'
import { isoIn } from './time-zone.ts'

const timezone = 'Europe/Minsk'
const compute = (profile: string, term: string, from: string, roll?: DayRoll) =>
  computeDeadline({
    profiles: shippedProfiles,
    profile,
    term,
    from: new Date(`${from}+03:00`),
    timezone,
    country: 'BY',
    ...(roll && { roll }),
    calendarOf: (year) => nationalCalendar('BY', year),
  })

interface Row {
  row: string
  profile: string
  term: string
  from: string
  roll?: DayRoll
  due: string
  provisional?: true
  trap: string
}

/** The table every change of the engine must still give. */
const golden: Row[] = [
  {
    row: '1',
    profile: 'by-message',
    term: '5wd',
    from: '2026-04-16T18:42',
    due: '2026-04-25T23:59:59+03:00',
    trap: 'a moved day and Radunitsa',
  },
  {
    row: '2',
    profile: 'by-300z',
    term: 'register',
    from: '2026-04-17T17:30',
    due: '2026-04-22T23:59:59+03:00',
    trap: '18–21 April are all off',
  },
  {
    row: '3',
    profile: 'by-300z',
    term: 'consider',
    from: '2026-04-22T09:00',
    due: '2026-05-07T23:59:59+03:00',
    trap: 'plain days',
  },
  {
    row: '4',
    profile: 'by-300z',
    term: 'forward',
    from: '2026-04-22T09:00',
    due: '2026-04-28T23:59:59+03:00',
    trap: 'Saturday the 25th is worked',
  },
  {
    row: '5',
    profile: 'by-300z',
    term: 'considerStudy',
    from: '2026-04-22T09:00',
    due: '2026-05-22T23:59:59+03:00',
    trap: 'a month',
  },
  {
    row: '6, next',
    profile: 'by-direct-line',
    term: 'consider',
    from: '2026-09-12T10:00:05',
    due: '2026-09-28T23:59:59+03:00',
    trap: 'rolls forward',
  },
  {
    row: '6, previous',
    profile: 'by-direct-line',
    term: 'consider',
    from: '2026-09-12T10:00:05',
    roll: 'previous',
    due: '2026-09-25T23:59:59+03:00',
    trap: 'rolls back',
  },
  {
    row: '6, previous by profile',
    profile: 'ru-59fz',
    term: '15d',
    from: '2026-09-12T10:00:05',
    due: '2026-09-25T23:59:59+03:00',
    trap: 'the profile rolls back',
  },
  {
    row: '7',
    profile: 'by-message',
    term: '5wd',
    from: '2026-06-30T10:00',
    due: '2026-07-08T23:59:59+03:00',
    trap: '3 July',
  },
  {
    row: '8',
    profile: 'by-message',
    term: '5wd',
    from: '2026-04-27T10:00',
    due: '2026-05-05T23:59:59+03:00',
    trap: '1 May',
  },
  {
    row: '9',
    profile: 'by-300z',
    term: 'considerStudy',
    from: '2026-08-31T10:00',
    due: '2026-09-30T23:59:59+03:00',
    trap: 'end of month',
  },
  {
    row: '10',
    profile: 'ru-incident',
    term: 'answer',
    from: '2026-09-11T17:20',
    due: '2026-09-15T09:00:00+03:00',
    trap: 'lunch',
  },
  {
    row: '11',
    profile: 'by-message',
    term: '10wd',
    from: '2026-09-15T10:00',
    due: '2026-09-29T23:59:59+03:00',
    trap: 'two weeks',
  },
  {
    row: '12',
    profile: 'by-message',
    term: '10wd',
    from: '2026-12-24T10:00',
    due: '2027-01-12T23:59:59+03:00',
    provisional: true,
    trap: 'a year without decreed transfers',
  },
]

describe('the golden deadlines', () => {
  test.each(golden)(
    '$row: $profile $term from $from is due $due ($trap)',
    ({ profile, term, from, roll, due, provisional = false }) => {
      const deadline = compute(profile, term, from, roll)
      expect(isoIn(deadline.due, timezone)).toBe(due)
      expect(deadline.provisional).toBe(provisional)
      expect(deadline.steps.at(0)?.rule).toBe('start')
      expect(deadline.steps.filter((step) => step.rule === 'due')).toHaveLength(1)
      for (const step of deadline.steps)
        for (const lang of langs) expect(step.text[lang]).not.toMatch(/undefined|NaN|^$/)
    },
  )

  test('13: ten working days from 24 December 2027 need a calendar nobody has', () => {
    expect(() => compute('by-message', '10wd', '2027-12-24T10:00')).toThrowError(Problem)
    try {
      compute('by-message', '10wd', '2027-12-24T10:00')
    } catch (problem) {
      expect(problem).toMatchObject({
        code: 'CALENDAR_YEAR_MISSING',
        options: { params: { country: 'BY', year: 2028 } },
      })
    }
  })
})

describe('the derivation', () => {
  test('names every day that is out of the ordinary, in Belarusian too', () => {
    expect(compute('by-message', '5wd', '2026-04-16T18:42').steps.map((step) => step.text.be)).toEqual([
      '16.04.2026 — дзень атрымання, лік ідзе з наступнага дня',
      '20.04.2026 — выхадны: рабочы дзень перанесены на 25.04.2026',
      '21.04.2026 — свята: Радаўніца',
      '25.04.2026 — рабочы дзень замест 20.04.2026',
      '25.04.2026 — рабочы дзень № 5: тэрмін да канца дня',
    ])
  })

  test('shows how working hours were spent', () => {
    expect(compute('ru-incident', '9wh', '2026-09-11T16:20').steps.map((step) => step.text.ru)).toEqual([
      'Отсчёт с 11.09.2026, 16:20',
      '11.09.2026 — 40 мин рабочего времени',
      '14.09.2026 — 8 ч рабочего времени',
      '15.09.2026 — 20 мин рабочего времени',
      'Срок — 15.09.2026, 08:20',
    ])
  })

  test('says that a leant-on year is provisional', () => {
    expect(compute('by-message', '10wd', '2026-12-24T10:00').steps.at(-1)).toMatchObject({
      rule: 'provisional',
      at: '2027',
      text: { en: 'The calendar of 2027 is provisional: moved days are not announced yet, the date may move' },
    })
  })
})

test('clock hours need no calendar and are exact, so what cannot wait is never kept waiting by a missing year', () => {
  const deadline = compute('by-message', '24h', '2031-04-16T18:42')
  expect(isoIn(deadline.due, timezone)).toBe('2031-04-17T18:42:00+03:00')
  expect(deadline).toMatchObject({ precision: 'minute', provisional: false })
})

test('a norm nobody checked against the act is marked', () => {
  expect(compute('by-300z', 'consider', '2026-04-22T09:00').confirmed).toBe(true)
  expect(compute('by-300z', 'consider', '2026-09-12T09:00').confirmed, 'leans on the unchecked roll').toBe(false)
  expect(compute('by-300z', 'leaveNotice', '2026-04-22T09:00').confirmed).toBe(false)
})

test('the version in force at the start is used and named', () => {
  expect(compute('by-300z', 'consider', '2026-04-22T09:00').profile).toBe('by-300z@2026-01-01')
  expect(compute('by-300z', '24h', '2025-12-31T23:59:59').profile).toBe('by-300z@2023-01-02')
  expect(() => compute('by-300z', 'consider', '2022-12-31T10:00')).toThrowError(/PROFILE_NOT_IN_FORCE/)
  expect(() => compute('by-300z', '15d', '9999-12-31T10:00', 'none')).toThrowError(/PROFILE_NOT_IN_FORCE/)
})

test('what cannot be computed is refused by name', () => {
  expect(() => compute('by-301z', 'consider', '2026-04-22T09:00')).toThrowError(/PROFILE_UNKNOWN/)
  expect(() => compute('by-300z', 'longWorks', '2026-04-22T09:00')).toThrowError(/TERM_NEEDS_DATE/)
  for (const term of ['0wd', '5 wd', '-1d', '1e3d', '1001d', 'constructor', '5wd;', ''])
    expect(() => compute('by-300z', term, '2026-04-22T09:00'), term).toThrowError(/TERM_UNKNOWN/)
})

test('registration on a Saturday that is worked, at lunch, and on the stroke of closing', () => {
  const registered = (from: string) => isoIn(compute('by-300z', 'register', from).due, timezone).slice(0, 10)
  expect(registered('2026-04-25T10:00')).toBe('2026-04-25')
  expect(registered('2026-04-22T13:30')).toBe('2026-04-22')
  expect(registered('2026-04-22T07:00')).toBe('2026-04-22')
  expect(registered('2026-04-22T16:59:59')).toBe('2026-04-22')
  expect(registered('2026-04-22T17:00')).toBe('2026-04-23')
})
