import { offsetAt, wallTime } from '@vmeste/sdk'

const two = (value: number) => String(value).padStart(2, '0')

/** `2026-09-11T17:20` on the wall. */
export function wallStamp(instant: Date, zone: string): string {
  const { date, seconds } = wallTime(instant, zone)
  return `${date}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
}

/** RFC 3339 with the zone's own offset: `2026-09-15T09:00:00+03:00`. */
export function isoIn(instant: Date, zone: string): string {
  const { date, seconds } = wallTime(instant, zone)
  const offset = Math.round(offsetAt(instant, zone) / 60_000)
  const distance = Math.abs(offset)
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')
  return `${date}T${time}${offset < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`
}
