import { instantAt, wallTime } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import type { CalendarYear } from './calendar-year.ts'
import { calendarYearSchema } from './calendar-year.ts'
import { nationalCalendar, nationalCalendars } from './calendars/national-calendars.ts'
import { computeDeadline } from './compute-deadline.ts'
import { shippedProfiles } from './profiles/shipped-profiles.ts'
import { profileVersion } from './profile.ts'
import { isoIn } from './time-zone.ts'
import { WorkingCalendar } from './working-calendar.ts'

const timezone = 'Europe/Minsk'
const shipped = (year: number) => nationalCalendar('BY', year)
const compute = (term: string, from: Date, calendarOf = shipped, zone = timezone) =>
  computeDeadline({
    profiles: shippedProfiles,
    profile: 'by-message',
    term,
    from,
    timezone: zone,
    country: 'BY',
    calendarOf,
  })

/** Every 31 hours of 2026, so that all hours and days of the week come by. */
const starts = Array.from({ length: 240 }, (_, at) => new Date(Date.UTC(2026, 0, 1, 5) + at * 31 * 3_600_000))
const units = ['wd', 'd', 'wh', 'h'] as const

test('a longer term is never due earlier, a later start neither', () => {
  for (const unit of units) {
    let before = 0
    for (const from of starts) {
      const dues = [1, 2, 3, 5, 8, 13, 21].map((count) => compute(`${count}${unit}`, from).due.getTime())
      expect(dues).toEqual(dues.toSorted((a, b) => a - b))
      expect(dues[0]).toBeGreaterThan(from.getTime())
      expect(dues[3], `${unit} from ${from.toISOString()}`).toBeGreaterThanOrEqual(before)
      before = dues[3]!
    }
  }
})

test('a term in days, working days or months never ends on a day off', () => {
  const calendar = new WorkingCalendar('BY', shipped)
  for (const from of starts)
    for (const term of ['1d', '3d', '15d', '30d', '1mo', '1wd', '7wd']) {
      const { date } = wallTime(compute(term, from).due, timezone)
      expect(calendar.day(date).works, `${term} from ${from.toISOString()} ends on ${date}`).toBe(true)
    }
})

test('rolling back never ends a term on or before the day it began', () => {
  for (const from of starts)
    for (const term of ['1d', '2d', '3d']) {
      const deadline = computeDeadline({
        profiles: shippedProfiles,
        profile: 'by-message',
        term,
        from,
        roll: 'previous',
        timezone,
        country: 'BY',
        calendarOf: shipped,
      })
      expect(wallTime(deadline.due, timezone).date > wallTime(from, timezone).date).toBe(true)
    }
})

test('working hours end in working hours', () => {
  for (const from of starts) {
    const { seconds } = wallTime(compute('5wh', from).due, timezone)
    expect((seconds > 8 * 3600 && seconds <= 13 * 3600) || (seconds > 14 * 3600 && seconds <= 17 * 3600)).toBe(true)
  }
})

test('an edited calendar moves what leans on it, and nothing else', () => {
  const edited: CalendarYear = { ...shipped(2026)!, transfers: [] }
  const withEdit = (year: number) => (year === 2026 ? edited : shipped(year))
  const april = new Date('2026-04-16T18:42+03:00'),
    june = new Date('2026-06-30T10:00+03:00')
  expect(isoIn(compute('5wd', april, withEdit).due, timezone)).toMatch(/^2026-04-24/)
  expect(compute('5wd', june, withEdit).due).toEqual(compute('5wd', june).due)
})

test('a loaded year completes what was refused; an official one ends the reservation', () => {
  const christmas = new Date('2027-12-24T10:00+03:00')
  expect(() => compute('10wd', christmas)).toThrowError(/CALENDAR_YEAR_MISSING/)
  const loaded: CalendarYear = { ...shipped(2026)!, year: 2028, state: 'official', holidays: [], transfers: [] }
  expect(isoIn(compute('10wd', christmas, (year) => (year === 2028 ? loaded : shipped(year))).due, timezone)).toMatch(
    /^2028-01-07/,
  )
  const decreed: CalendarYear = { ...shipped(2027)!, state: 'official' }
  expect(
    compute('10wd', new Date('2026-12-24T10:00+03:00'), (year) => (year === 2027 ? decreed : shipped(year)))
      .provisional,
  ).toBe(false)
})

test('only the years a term leans on are asked for', () => {
  const asked = new Set<number>()
  compute('5wd', new Date('2026-04-16T18:42+03:00'), (year) => {
    asked.add(year)
    return shipped(year)
  })
  expect([...asked]).toEqual([2026])
})

test('the last second of a day is the zone’s own, daylight saving included', () => {
  const due = (zone: string, from: string) => isoIn(compute('1wd', new Date(from), shipped, zone).due, zone)
  expect(due('Europe/Vilnius', '2026-03-27T10:00Z')).toBe('2026-03-30T23:59:59+03:00')
  expect(due('Europe/Vilnius', '2026-03-26T10:00Z')).toBe('2026-03-27T23:59:59+02:00')
  expect(due('Asia/Kamchatka', '2026-09-14T13:00Z')).toBe('2026-09-16T23:59:59+12:00')
  expect(isoIn(compute('24h', new Date('2026-03-28T10:00Z'), shipped, 'Europe/Vilnius').due, 'Europe/Vilnius')).toBe(
    '2026-03-29T13:00:00+03:00',
  )
})

test('wall time and instants are each other’s inverse wherever the clock is not turned', () => {
  for (const zone of ['Europe/Minsk', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham'])
    for (const from of starts) {
      const { date, seconds } = wallTime(from, zone)
      const back = instantAt(date, seconds, zone)
      expect(wallTime(back, zone)).toEqual({ date, seconds })
    }
})

test('shipped calendars are sound', () => {
  for (const calendar of nationalCalendars)
    expect(() => calendarYearSchema.parse(calendar), `${calendar.country} ${calendar.year}`).not.toThrow()
  const days = (country: string) => {
    const calendar = new WorkingCalendar(country, (year) => nationalCalendar(country, year))
    return Array.from({ length: 365 }, (_, at) =>
      new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    ).filter((date) => calendar.day(date).works).length
  }
  expect(days('BY'), '261 weekdays less 7 holidays on weekdays; the moved day keeps the sum').toBe(254)
  expect(days('RU'), 'as the national calendar of 2026 counts').toBe(247)
})

test('a calendar with a day outside its year, a contradiction or impossible hours is refused', () => {
  const sound = nationalCalendar('BY', 2026)!
  const name = { ru: 'а', be: 'а', en: 'a' }
  for (const broken of [
    { ...sound, holidays: [{ date: '2027-01-01', name }] },
    { ...sound, holidays: [{ date: '2026-02-30', name }] },
    { ...sound, transfers: [{ off: '2026-04-20', work: '2026-05-01' }] },
    { ...sound, hours: [{ from: '14:00', to: '13:00' }] },
    {
      ...sound,
      hours: [
        { from: '08:00', to: '13:00' },
        { from: '12:00', to: '17:00' },
      ],
    },
    { ...sound, holidays: [{ date: '2026-04-20', name }] },
    { ...sound, week: [] },
    { ...sound, surprise: true },
  ])
    expect(calendarYearSchema.safeParse(broken).success).toBe(false)
})

test('versions of a profile follow one another without a gap or an overlap', () => {
  expect(new Set(shippedProfiles.map(profileVersion)).size).toBe(shippedProfiles.length)
  for (const profile of shippedProfiles) {
    const next = shippedProfiles.filter(({ code, validFrom }) => code === profile.code && validFrom > profile.validFrom)
    if (next.length > 0)
      expect(new Date(Date.parse(profile.validTo!) + 86_400_000).toISOString().slice(0, 10)).toBe(next[0]!.validFrom)
    for (const norm of profile.unconfirmed)
      expect(norm in profile.terms || norm === 'roll' || norm in profile, `${profile.code}: ${norm}`).toBe(true)
  }
})
