import type { After, Sent } from './planned-report.ts'

const minute = 60_000,
  hour = 60 * minute,
  day = 24 * hour
/** Minsk keeps one time all year; both cities are in it. */
const offset = 3 * hour

const dayOf = (at: number): number => Math.floor((at + offset) / day)
const clockOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * hour + minutes * minute
}
const onDay = (number: number, time: string): number => number * day + clockOf(time) - offset

/** The moment somebody sends. Whoever would have to send in the middle of the night did so the evening before. */
export function sentAt(sent: Sent, now: Date): Date {
  if (typeof sent !== 'number') return new Date(onDay(dayOf(now.getTime()) - sent[0], sent[1]))
  const at = now.getTime() - sent * minute
  const sinceMidnight = (at + offset) % day
  return new Date(sinceMidnight < 6 * hour ? at - sinceMidnight - 2 * hour + sinceMidnight / 6 : at)
}

/** The moment something follows. */
export const followsAt = (after: After, sent: Date): Date =>
  new Date(
    typeof after === 'number' ? sent.getTime() + after * minute : onDay(dayOf(sent.getTime()) + after[0], after[1]),
  )

/** The local date so many days later. */
export const dateAfter = (days: number, at: Date): string =>
  new Date((dayOf(at.getTime()) + days) * day).toISOString().slice(0, 10)
