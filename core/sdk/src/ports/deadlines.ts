import type { Text } from '../text.ts'

/**
 * One step of how a deadline came about, in words for a human: «20.04.2026 — выходной: рабочий день перенесён на
 * 25.04.2026».
 */
export interface DeadlineStep {
  /** Local date `2026-04-20`, or local time `2026-09-11T17:20` where hours are counted. */
  readonly at: string
  /**
   * What happened there: `start`, `afterHours`, `holiday`, `weekend`, `movedOff`, `movedWork`, `hours`, `monthEnd`,
   * `roll`, `provisional`, `due`.
   */
  readonly rule: string
  readonly text: Text
}

export interface Deadline {
  /**
   * Terms in days and months end with the day: its last second, 23:59:59 local time. Terms in hours end at an exact
   * instant.
   */
  readonly due: Date
  /** `day`: show the date alone; `minute`: the time of day is part of the promise. */
  readonly precision: 'day' | 'minute'
  /** True if it leans on a calendar year whose transfers are not decreed yet. */
  readonly provisional: boolean
  /** False if a norm behind it is not confirmed yet; administrators are told to check it. */
  readonly confirmed: boolean
  readonly steps: readonly DeadlineStep[]
  /** `by-message@2023-01-02`: the profile version it was computed under. */
  readonly profile: string
}

/** Where a term in days or months goes when its last day is not a working day. */
export type DayRoll = 'next' | 'previous' | 'none'

export interface DeadlineInput {
  /** Code of a legal profile, `by-message`; the version in force at `from` is used. */
  readonly profile: string
  /**
   * A named term of the profile (`consider`) or a plain one: `5wd` working days, `15d` days, `1mo` month, `9wh` working
   * hours, `4h` hours, `30min` minutes.
   */
  readonly term: string
  /** The moment the term runs from: receipt, or registration where the profile says so. */
  readonly from: Date
  /** Instead of the profile's own rule. */
  readonly roll?: DayRoll
  /**
   * Reads the calendars anew. Handlers of `civic.calendar.changed@1` need it: another host may have made the change a
   * moment ago.
   */
  readonly fresh?: boolean
}

/** Computes due dates from dated profiles and the city's calendar. */
export abstract class Deadlines {
  /**
   * @throws Problem `CALENDAR_YEAR_MISSING` when a year it needs has no calendar: keep the case, mark it, recompute on
   *   `civic.calendar.changed@1`
   * @throws Problem `PROFILE_UNKNOWN`, `PROFILE_NOT_IN_FORCE`, `TERM_UNKNOWN`, `TERM_NEEDS_DATE`
   * @example await ctx.use(Deadlines).compute({ profile: 'by-message', term: topic.fix, from: report.receivedAt })
   */
  abstract compute(input: DeadlineInput): Promise<Deadline>
  /**
   * Whether the city is at work at that moment, by its calendar: when to remind people of what is theirs to do.
   *
   * @throws Problem `CALENDAR_YEAR_MISSING`
   */
  abstract isWorkingTime(at: Date): Promise<boolean>
}
