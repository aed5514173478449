import type { Format } from '@vmeste/web'

type Say = (key: string, params?: Readonly<Record<string, string | number | undefined>>) => string
/** `+3`, «больше, чем 30 дней назад», and whether that is good news. */
export interface FigureChange {
  readonly sign: string
  readonly text: string
  readonly tone: 'good' | 'bad' | 'same'
}

/**
 * How a figure stands against the period before.
 *
 * @param options.better which way is good
 * @param options.since `ago`: against how things stood then; `before`: against what happened in the period before
 * @param options.amount how a difference is written; a count unless given
 */
export function figureChange(
  value: number | null,
  previous: number | null,
  options: {
    better: 'more' | 'less'
    since: 'ago' | 'before'
    days: number
    say: Say
    format: Format
    amount?: (difference: number) => string
    words?: 'count' | 'speed'
  },
): FigureChange {
  const {
    better,
    since,
    days,
    say,
    format,
    amount = (difference) => format.number(difference),
    words = 'count',
  } = options
  if (value === null || previous === null) return { sign: '', text: say('morning.change.unknown'), tone: 'same' }
  const difference = value - previous
  const than = say(`morning.change.${since}`, { n: days })
  if (difference === 0) return { sign: '', text: say('morning.change.same', { than }), tone: 'same' }
  const more = difference > 0
  return {
    sign: `${more ? '+' : '−'}${amount(Math.abs(difference))}`,
    text: say(`morning.change.${words}.${more ? 'more' : 'less'}`, { than }),
    tone: more === (better === 'more') ? 'good' : 'bad',
  }
}

/** Minutes as one or two units: `[{ number: '4', unit: 'ч' }, { number: '12', unit: 'мин' }]`. */
export function durationParts(
  minutes: number,
  say: Say,
): readonly { readonly number: string; readonly unit: string }[] {
  const part = (count: number, unit: string) => ({ number: String(count), unit: say(`morning.unit.${unit}`) })
  const whole = Math.round(minutes)
  if (whole < 60) return [part(whole, 'minute')]
  if (whole < 24 * 60)
    return [part(Math.floor(whole / 60), 'hour'), ...(whole % 60 ? [part(whole % 60, 'minute')] : [])]
  const hours = Math.round(whole / 60)
  return [part(Math.floor(hours / 24), 'day'), ...(hours % 24 ? [part(hours % 24, 'hour')] : [])]
}
