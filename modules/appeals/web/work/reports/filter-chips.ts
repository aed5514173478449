import type { Format } from '@vmeste/web'
import type { ReportFilter, ReportWordsQuery } from '../../operations.gen.ts'
import { daysOf, spans, type FilterKey, type Query } from './filter-query.ts'

/** One condition of a list in words, and what to take out of the address to be rid of it. */
export interface FilterChip {
  readonly text: string
  readonly keys: readonly FilterKey[]
}
type Say = (key: string, params?: Readonly<Record<string, string | number | undefined>>) => string

/** The name of a topic, a leaf or a branch. */
export function topicTitle(code: string, words: ReportWordsQuery | undefined): string {
  const leaf = words?.topics?.find((topic) => topic.code === code)
  return leaf?.title ?? words?.topics?.find(({ branch }) => branch?.code === code)?.branch?.title ?? code
}

/** What a list is filtered by, as a person would say it. */
export function filterChips(
  query: Query,
  filter: ReportFilter,
  words: ReportWordsQuery | undefined,
  say: Say,
  format: Format,
): readonly FilterChip[] {
  const chips: FilterChip[] = []
  const add = (text: string, ...keys: FilterKey[]): void => {
    chips.push({ text, keys })
  }
  const overdue = query.overdue === 'yes'
  if (overdue) add(say('reports.chip.overdue'), 'overdue')
  else if (filter.dueBefore)
    add(say('reports.chip.dueBefore', { when: format.dateTime(filter.dueBefore) }), 'dueBefore', 'open')
  else if (filter.open !== undefined) add(say(filter.open ? 'reports.chip.open' : 'reports.chip.done'), 'open')
  // «подтверждены за месяц» has said already that they are confirmed
  const said =
    filter.status?.length === 1 && filter.status[0] === 'CONFIRMED' && (filter.confirmedFrom ?? filter.confirmedBefore)
  if (filter.status && !said) add(filter.status.map((status) => say(`reports.status.${status}`)).join(', '), 'status')
  if (filter.topic) add(topicTitle(filter.topic, words), 'topic')
  if (filter.department)
    add(
      filter.department.map((code) => words?.departments?.find((one) => one.code === code)?.name ?? code).join(', '),
      'department',
    )
  const days = daysOf(query)
  if (days) add(say('reports.chip.days', { n: days }), 'days')
  for (const span of spans) {
    const [from, before] = [filter[`${span}From`], filter[`${span}Before`]]
    if ((span === 'created' && days) || (!from && !before)) continue
    const when =
      from && before
        ? `${format.date(from)} – ${format.date(before)}`
        : say(from ? 'reports.chip.since' : 'reports.chip.until', { when: format.date((from ?? before)!) })
    add(
      say(`reports.chip.${span}`, { when }),
      `${span}From`,
      `${span}Before`,
      ...(said && span === 'confirmed' ? ['status' as const] : []),
    )
  }
  if (filter.object) add(say('reports.chip.object', { code: filter.object }), 'object')
  if (filter.territory) add(say('reports.chip.territory', { code: filter.territory }), 'territory')
  if (filter.triage) add(say('reports.chip.triage'), 'triage')
  if (filter.photosToCheck) add(say('reports.chip.photos'), 'photosToCheck')
  if (filter.dueState) add(filter.dueState.map((state) => say(`reports.dueState.${state}`)).join(', '), 'dueState')
  if (filter.search) add(say('reports.chip.search', { words: filter.search }), 'search')
  return chips
}
