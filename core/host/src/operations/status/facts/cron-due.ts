import { parseCronItem } from 'graphile-worker'

const minute = 60_000
/** Far enough for a job of every week; one that runs more seldom is not held to its day. */
const farthest = 8 * 24 * 60

/**
 * The last moment at which a job was due, at or before another.
 *
 * @param cron five fields in UTC
 * @returns undefined where there was none within eight days
 */
export function dueBefore(cron: string, at: Date): Date | undefined {
  const { match } = parseCronItem({ task: 'due', match: cron })
  if (typeof match !== 'function') return undefined
  let moment = Math.floor(at.getTime() / minute) * minute
  for (let steps = 0; steps < farthest; steps++, moment -= minute) {
    const date = new Date(moment)
    if (
      match({
        min: date.getUTCMinutes(),
        hour: date.getUTCHours(),
        date: date.getUTCDate(),
        month: date.getUTCMonth() + 1,
        dow: date.getUTCDay(),
      })
    )
      return date
  }
  return undefined
}
