import type { DayRoll } from '@vmeste/sdk'

export const units = ['clockMinute', 'clockHour', 'workingHour', 'calendarDay', 'workingDay', 'month'] as const
export type Unit = (typeof units)[number]

/** How long, in what, and the rules at both ends. */
export interface Term {
  readonly value: number
  readonly unit: Unit
  /** The moment it is counted from; the day of that moment itself is never counted. `receipt` unless said. */
  readonly counts?: 'receipt' | 'registration'
  /** Only with 0 working days: what a moment outside working time means. */
  readonly afterHours?: 'nextWorkingDay' | 'sameDay'
  /** Instead of the profile's rule. */
  readonly roll?: DayRoll
  /** What the person who uses the term must give. */
  readonly requires?: readonly ('reason' | 'noticeToApplicant')[]
}

/** A person sets the date; nothing to compute. */
export interface DatedTerm {
  readonly value: 'date'
  readonly requires: readonly ('reason' | 'noticeToApplicant')[]
}

const suffixes: Readonly<Record<string, Unit>> = {
  min: 'clockMinute',
  h: 'clockHour',
  wh: 'workingHour',
  d: 'calendarDay',
  wd: 'workingDay',
  mo: 'month',
}

/**
 * Reads a plain term, `5wd`; nothing if the text is not one. Up to 1000 of a unit: no norm is longer, and the
 * derivation stays readable.
 */
export function parsePlainTerm(text: string): Term | undefined {
  const [, digits, suffix] = /^([1-9]\d{0,3})(min|wh|wd|mo|h|d)$/.exec(text) ?? []
  const unit = suffixes[suffix ?? '']
  return digits && unit && Number(digits) <= 1000 ? { value: Number(digits), unit } : undefined
}

/** The plain way to write a term, `15d`; nothing where a person sets the date. `0wd` is the working day of receipt. */
export const plainTerm = (term: Term | DatedTerm): string | undefined =>
  term.value === 'date'
    ? undefined
    : `${term.value}${Object.entries(suffixes).find(([, unit]) => unit === term.unit)?.[0]}`
