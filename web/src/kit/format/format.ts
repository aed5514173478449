import type { Lang } from '@vmeste/sdk/web'
import { fillText } from '../text/fill-text.ts'
import { words, type Words } from './words.ts'

export type Moment = Date | string | number

export interface Format {
  /** `16 апреля`; with the year when it is not this one. */
  readonly date: (moment: Moment) => string
  /** `четверг, 16 апреля` */
  readonly weekday: (moment: Moment) => string
  /** `18:42` */
  readonly time: (moment: Moment) => string
  /** `сегодня, 18:42`, `вчера, 18:42`, `16 апреля, 18:42` */
  readonly dateTime: (moment: Moment) => string
  /** `3 дня назад`, `через 2 часа` */
  readonly relative: (moment: Moment) => string
  /** `ещё 2 дня`, `просрочено на 3 часа` */
  readonly timeLeft: (moment: Moment) => string
  /** `3 дня`, whole units only, of a length in milliseconds. */
  readonly span: (milliseconds: number) => string
  /** `12 480`, `2,5` */
  readonly number: (value: number, digits?: number) => string
  /** `269`, `больше 10 000`: how long a list is, which is counted only so far. */
  readonly total: (value: number, exact: boolean) => string
}

const minute = 60_000,
  hour = 60 * minute,
  day = 24 * hour

const dayParts = new Map<string, Intl.DateTimeFormat>()
/** Wall-clock parts in a zone; numbers only, which every browser gives alike. */
function partsIn(
  timezone: string,
  moment: Moment,
): { year: number; month: number; day: number; hour: number; minute: number } {
  let formatter = dayParts.get(timezone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    })
    dayParts.set(timezone, formatter)
  }
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0 }
  for (const { type, value } of formatter.formatToParts(new Date(moment)))
    if (type in parts) parts[type as keyof typeof parts] = Number(value)
  return parts
}

function spanIn(lang: Lang, milliseconds: number): string {
  const length = Math.abs(milliseconds)
  const [unit, size]: [keyof Words['units'], number] =
    length < hour
      ? ['minute', minute]
      : length < day
        ? ['hour', hour]
        : length < 14 * day
          ? ['day', day]
          : length < 60 * day
            ? ['week', 7 * day]
            : length < 730 * day
              ? ['month', 30.4 * day]
              : ['year', 365.25 * day]
  return fillText(lang, words[lang].units[unit], { n: Math.max(1, Math.floor(length / size)) })
}

/**
 * Dates and numbers in one language and one city's time; the same text on the server and in every browser.
 *
 * @param timezone IANA name
 * @param now what "today" and "ago" count from; the clock unless a test sets it
 * @example createFormat('be', 'Europe/Minsk').date('2026-04-16T15:42:00Z') // 16 красавіка
 */
export function createFormat(lang: Lang, timezone: string, now: () => number = Date.now): Format {
  const own = words[lang]
  const parts = (moment: Moment) => partsIn(timezone, moment)
  const two = (value: number) => String(value).padStart(2, '0')
  const dayNumber = (moment: Moment) => {
    const at = parts(moment)
    return Date.UTC(at.year, at.month - 1, at.day) / day
  }
  const date = (moment: Moment) => {
    const at = parts(moment)
    const text = `${at.day}\u00a0${own.months[at.month - 1]}`
    return at.year === parts(now()).year ? text : `${text} ${at.year}`
  }
  const time = (moment: Moment) => {
    const at = parts(moment)
    return `${two(at.hour)}:${two(at.minute)}`
  }
  const number = (value: number, digits = 0): string => {
    const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.')
    // a no-break space between thousands in all three languages: nobody misreads it
    const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0') : whole
    const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : ''
    return sign + grouped + (fraction ? own.decimal + fraction : '')
  }
  return {
    date,
    time,
    weekday: (moment) => `${own.weekdays[new Date(dayNumber(moment) * day).getUTCDay()]}, ${date(moment)}`,
    dateTime: (moment) => {
      const near = { '0': own.today, '-1': own.yesterday, '1': own.tomorrow }[
        String(dayNumber(moment) - dayNumber(now()))
      ]
      return `${near ?? date(moment)}, ${time(moment)}`
    },
    relative: (moment) => {
      const distance = new Date(moment).getTime() - now()
      if (Math.abs(distance) < minute) return own.now
      return fillText(lang, distance < 0 ? own.ago : own.ahead, { span: spanIn(lang, distance) })
    },
    timeLeft: (moment) => {
      const distance = new Date(moment).getTime() - now()
      return fillText(lang, distance < 0 ? own.overdue : own.left, { span: spanIn(lang, distance) })
    },
    span: (milliseconds) => spanIn(lang, milliseconds),
    number,
    total: (value, exact) => (exact ? number(value) : fillText(lang, own.more, { n: number(value) })),
  }
}
