/** The day it is somewhere, `2026-04-16`. */
export function localDay(at: Date, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The last second of a day somewhere: a promise for a day is broken when the next one begins. */
export function endOfDay(day: string, timezone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  // the offset in force a moment before the local midnight; asked twice, because the first guess is made in UTC
  let guess = midnight
  for (let round = 0; round < 2; round += 1) guess = midnight - offsetAt(new Date(guess - 1000), timezone)
  return new Date(guess - 1000)
}

function offsetAt(at: Date, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) -
    Math.floor(at.getTime() / 1000) * 1000
  )
}
