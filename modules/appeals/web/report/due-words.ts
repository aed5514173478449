import type { Format, UseText } from '@vmeste/web'

type Say = UseText['say']

interface Owed {
  readonly makeSafeDue: string | null
  readonly due: string | null
  readonly dueByDay: boolean
  readonly dueState: string
}
export interface Promised {
  readonly key: 'makeSafe' | 'fix' | 'later' | 'triage'
  readonly when?: string
  readonly about?: boolean
}

/** «30 ноября, понедельник»: reads well after «до». */
export function dayWords(moment: string, format: Format): string {
  const [weekday, day] = format.weekday(moment).split(', ')
  return `${day}, ${weekday}`
}

/** «до 16 апреля, 18:42», «сегодня до 18:42»: of a day near at hand its name stands first. */
export function byWhen(say: Say, when: string, about = false): string {
  const [day, time] = when.split(', ')
  return /^\d/.test(when) ? say(about ? 'due.about' : 'due.by', { when }) : say('due.near', { day, time })
}

/** What the city promises and by when, as short lines in their order. */
export function promises(report: Owed, format: Format): readonly Promised[] {
  const lines: Promised[] = []
  if (report.makeSafeDue) lines.push({ key: 'makeSafe', when: format.dateTime(report.makeSafeDue) })
  if (report.due)
    lines.push({
      key: 'fix',
      when: report.dueByDay ? dayWords(report.due, format) : format.dateTime(report.due),
      about: report.dueState === 'PROVISIONAL',
    })
  else lines.push({ key: report.dueState === 'MISSING_CALENDAR' ? 'later' : 'triage' })
  return lines
}
