const dayMs = 86_400_000

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

/** What the clock on the wall shows: `seconds` since the local midnight, of a day like `2026-04-16`. */
export interface WallTime {
  readonly date: string
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
    date: `${parts['year']!}-${parts['month']!}-${parts['day']!}`,
    seconds: Number(parts['hour']) * 3600 + Number(parts['minute']) * 60 + Number(parts['second']),
  }
}

/** The day it is somewhere, `2026-04-16`. */
export const localDay = (instant: Date, zone: string): string => wallTime(instant, zone).date

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(instant: Date, zone: string): number {
  const { date, seconds } = wallTime(instant, zone)
  return Date.parse(`${date}T00:00:00Z`) + seconds * 1000 - Math.floor(instant.getTime() / 1000) * 1000
}

/**
 * The instant at which the wall clock shows this time: the first of two in autumn; a time skipped in spring is read as
 * the same moment after the change.
 */
export function instantAt(date: string, seconds: number, zone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + seconds * 1000
  const before = offsetAt(new Date(wall - dayMs), zone)
  const after = offsetAt(new Date(wall + dayMs), zone)
  const shown = [before, after]
    .map((offset) => ({ offset, instant: new Date(wall - offset) }))
    .find(({ offset, instant }) => offsetAt(instant, zone) === offset)
  return shown?.instant ?? new Date(wall - before)
}

/** The last second of a day somewhere: a promise for a day is broken when the next one begins. */
export const endOfDay = (day: string, zone: string): Date =>
  new Date(instantAt(new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10), 0, zone).getTime() - 1000)
