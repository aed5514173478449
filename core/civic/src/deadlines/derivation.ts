import type { DeadlineStep, Text } from '@vmeste/sdk'
import type { LocalDate } from './local-date.ts'
import { holidayText, movedOffText, movedWorkText, weekendText } from './step-texts.ts'
import type { Day } from './working-calendar.ts'

/** Collects the steps of one computation in the order a person would retrace them. */
export class Derivation {
  readonly steps: DeadlineStep[] = []

  add(rule: string, at: string, text: (at: string) => Text): void {
    this.steps.push({ at, rule, text: text(at) })
  }

  /** Why a day is out of the ordinary; plain working days and, unless asked for, plain weekends need no word. */
  day(date: LocalDate, day: Day, options: { weekends?: boolean } = {}): void {
    switch (day.kind) {
      case 'holiday':
        return this.add('holiday', date, holidayText(day.name))
      case 'movedOff':
        return this.add('movedOff', date, movedOffText(day.work, day.instead))
      case 'movedWork':
        return this.add('movedWork', date, movedWorkText(day.off))
      case 'weekend':
        if (options.weekends) this.add('weekend', date, weekendText)
    }
  }
}
