/** One step of how a deadline came about, in words for a human: «20.04 — перенесённый выходной». */
export interface DeadlineStep { readonly at: string; readonly rule: string; readonly text: string }

export interface Deadline {
  readonly due: Date
  /** True if it leans on a calendar year whose transfers are not decreed yet. */
  readonly provisional: boolean
  readonly steps: readonly DeadlineStep[]
  /** `by-message@2023-01-02`: the profile version it was computed under. */
  readonly profile: string
}

/** Computes due dates from dated profiles and the city's calendar. */
export abstract class Deadlines {
  /**
   * @param profile code of a legal profile, `by-message`
   * @param term a named term of the profile (`consider`) or a plain one: `5wd` working days, `15d` days, `1mo` month, `9wh` working hours, `4h` hours
   * @throws Problem `CALENDAR_YEAR_MISSING` when a year it needs has no calendar: keep the case, mark it, recompute on `civic.calendar.changed@1`
   */
  abstract compute(input: { profile: string; term: string; from: Date }): Promise<Deadline>
}
