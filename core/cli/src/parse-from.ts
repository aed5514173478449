import { isLocalDate } from '@vmeste/civic/deadlines'
import { instantAt, Problem } from '@vmeste/sdk'

const shape =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.\d{1,9})?)?(?<offset>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i

/**
 * A moment as people and scripts write it. Without an offset it is local time of the place; without a time it is
 * the beginning of the day.
 *
 * @param timezone IANA name of the place
 * @throws Problem `FROM_INVALID`
 */
export function parseFrom(text: string, timezone: string): Date {
  const parts = shape.exec(text.trim())?.groups
  if (!parts || !isLocalDate(parts.date!)) {
    throw new Problem(
      'FROM_INVALID',
      {
        ru: '«{from}» — не дата. Подойдёт 2026-04-16, 2026-04-17T17:30 или 2026-04-17T17:30+03:00.',
        be: '«{from}» — не дата. Падыдзе 2026-04-16, 2026-04-17T17:30 або 2026-04-17T17:30+03:00.',
        en: '“{from}” is not a date. Write 2026-04-16, 2026-04-17T17:30 or 2026-04-17T17:30+03:00.',
      },
      { path: 'from', params: { from: text.slice(0, 40) } },
    )
  }
  const { date = '', hour = '00', minute = '00', second = '00', offset } = parts
  if (offset)
    return new Date(`${date}T${hour}:${minute}:${second}${offset.toUpperCase().replace(/^(...)(\d\d)$/, '$1:$2')}`)
  return instantAt(date, Number(hour) * 3600 + Number(minute) * 60 + Number(second), timezone)
}
