import { instantAt, wallTime } from '@vmeste/civic/deadlines'
import type { DayTime } from './settings.ts'

/** How the last runs went. */
export interface LastRuns {
  readonly succeededAt: Date | undefined
  readonly failedAt: Date | undefined
  readonly failures: number
}

/** The latest moment, up to now, at which the wall showed this time of day. */
export function lastSlot(now: Date, { hour, minute }: DayTime, zone: string): Date {
  for (let back = 0; ; back++) {
    const day = new Date(`${wallTime(now, zone).date}T00:00:00Z`)
    day.setUTCDate(day.getUTCDate() - back)
    const slot = instantAt(day.toISOString().slice(0, 10), hour * 3600 + minute * 60, zone)
    if (slot <= now || back === 3) return slot
  }
}

const minuteMs = 60_000

/** After a failure a run is tried again: a disk that is full will hardly be empty a minute later. */
const waitAfter = (failures: number): number => Math.min(15 * 2 ** (Math.max(failures, 1) - 1), 240) * minuteMs

/**
 * Whether a daily copy is to be made now: none has succeeded since the time of day came last, however long ago that
 * was.
 */
export function isDailyDue(now: Date, at: DayTime, zone: string, last: LastRuns): boolean {
  const slot = lastSlot(now, at, zone)
  return !(last.succeededAt && last.succeededAt >= slot) && mayTryAgain(now, slot, last)
}

/** Whether one is to be made that is made every so often, and sooner when `wanted`. */
export function isPeriodDue(now: Date, everyMs: number, last: LastRuns, wanted = false): boolean {
  if (!wanted && last.succeededAt && now.getTime() - last.succeededAt.getTime() < everyMs) return false
  return mayTryAgain(now, new Date(0), last)
}

/** Whether what failed may be tried again. A new slot is tried at once, whatever failed before it. */
export function mayTryAgain(now: Date, slot: Date, { failedAt, failures }: LastRuns): boolean {
  return (
    !failedAt ||
    failures === 0 ||
    failedAt < slot ||
    failedAt > now ||
    now.getTime() - failedAt.getTime() >= waitAfter(failures)
  )
}
