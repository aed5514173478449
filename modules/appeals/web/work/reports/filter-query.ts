import type { ReportFilter } from '../../operations.gen.ts'

/** The address of a page as the router gives it; only single values mean anything here. */
export type Query = Readonly<Record<string, unknown>>
type Status = NonNullable<ReportFilter['status']>[number]
type DueState = NonNullable<ReportFilter['dueState']>[number]

export const statuses = [
  'NEW',
  'MODERATION',
  'ROUTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'INTERIM',
  'ANSWERED',
  'CONFIRMED',
  'REOPENED',
  'CLOSED',
  'MERGED',
  'REJECTED',
  'FORWARDED_EXTERNAL',
  'WITHDRAWN',
  'CONVERTED_TO_APPEAL',
] as const satisfies readonly Status[]
const dueStates = ['SET', 'PROVISIONAL', 'MISSING_CALENDAR', 'NONE'] as const satisfies readonly DueState[]

const words = ['topic', 'object', 'territory', 'search'] as const
const flags = ['open', 'triage', 'photosToCheck'] as const
export const spans = ['created', 'confirmed', 'reopened', 'firstResponse'] as const
const moments = ['dueBefore', ...spans.flatMap((span) => [`${span}From`, `${span}Before`] as const)] as const
/**
 * Everything that stands in the address for a filter; `overdue` and `days` count from now, so that a bookmark stays
 * true.
 */
export const filterKeys = [
  'status',
  'department',
  'dueState',
  ...words,
  ...flags,
  ...moments,
  'overdue',
  'days',
] as const
export type FilterKey = (typeof filterKeys)[number]

const text = (query: Query, key: FilterKey): string => {
  const value = query[key]
  return typeof value === 'string' ? value.trim() : ''
}
const listed = <One extends string>(value: string, among: readonly One[]): readonly One[] =>
  among.filter((one) => value.split(',').includes(one))

/** Days back that the address asks for, or nothing. */
export const daysOf = (query: Query): number | undefined => {
  const days = Number(text(query, 'days'))
  return Number.isInteger(days) && days > 0 && days <= 3660 ? days : undefined
}

/**
 * The filter that an address stands for; what nobody understands in it is left out, so that no address is wrong.
 *
 * @param now milliseconds that `overdue` and `days` count from
 */
export function filterOf(query: Query, now: number): ReportFilter {
  const filter: Record<string, unknown> = {}
  for (const key of words) if (text(query, key)) filter[key] = text(query, key).slice(0, 100)
  for (const key of flags) if (/^(yes|no)$/.test(text(query, key))) filter[key] = text(query, key) === 'yes'
  for (const key of moments) {
    const at = Date.parse(text(query, key))
    if (!Number.isNaN(at)) filter[key] = new Date(at).toISOString()
  }
  const [status, dueState, department] = [
    listed(text(query, 'status'), statuses),
    listed(text(query, 'dueState'), dueStates),
    text(query, 'department').split(',').filter(Boolean),
  ]
  if (status.length > 0) filter.status = status
  if (dueState.length > 0) filter.dueState = dueState
  if (department.length > 0) filter.department = department.slice(0, 100)
  if (text(query, 'overdue') === 'yes') Object.assign(filter, { open: true, dueBefore: new Date(now).toISOString() })
  const days = daysOf(query)
  if (days) filter.createdFrom = new Date(now - days * 86_400_000).toISOString()
  return filter
}

/** The address of exactly this filter: `reports` for it counts what the figure that gave it has counted. */
export function queryOf(filter: unknown): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [key, value] of Object.entries((filter ?? {}) as Record<string, unknown>)) {
    if (typeof value === 'boolean') query[key] = value ? 'yes' : 'no'
    else if (Array.isArray(value)) query[key] = value.join(',')
    else if (typeof value === 'string' && value) query[key] = value
  }
  return query
}

/** `/m/appeals/reports?open=yes` */
export const reportsPath = (filter: unknown): string => {
  const query = new URLSearchParams(queryOf(filter)).toString()
  return `/m/appeals/reports${query ? `?${query}` : ''}`
}
