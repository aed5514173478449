import { addDays, type LocalDate } from './local-date.ts'

/** Building a formatter costs fifty times more than using it; there are only so many zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, found)
  }
  return found
}

/** What the clock on the wall shows: `seconds` since the local midnight. */
export interface WallTime {
  readonly date: LocalDate
  readonly seconds: number
}

/** @param zone IANA name, `Europe/Minsk` */
export function wallTime(instant: Date, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatter(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    seconds: Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second),
  }
}

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(ms: number, zone: string): number {
  const wall = wallTime(new Date(ms), zone)
  return Date.parse(`${wall.date}T00:00:00Z`) + wall.seconds * 1000 - Math.floor(ms / 1000) * 1000
}

/**
 * The instant at which the wall clock shows this time; a time skipped in spring is read as the same moment after the
 * change.
 */
export function instantAt(date: LocalDate, seconds: number, zone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + seconds * 1000
  const guess = wall - offsetAt(wall, zone)
  return new Date(wall - offsetAt(guess, zone))
}

/** The last second of a day. */
export const endOfDay = (date: LocalDate, zone: string): Date =>
  new Date(instantAt(addDays(date, 1), 0, zone).getTime() - 1000)

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-09-11T17:20` on the wall. */
export function wallStamp(instant: Date, zone: string): string {
  const { date, seconds } = wallTime(instant, zone)
  return `${date}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
}

/** RFC 3339 with the zone's own offset: `2026-09-15T09:00:00+03:00`. */
export function isoIn(instant: Date, zone: string): string {
  const { date, seconds } = wallTime(instant, zone)
  const offset = Math.round(offsetAt(instant.getTime(), zone) / 60_000)
  const distance = Math.abs(offset)
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${date}T${time}${offset < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`
}
