import { parseInput, z } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { whereOf, type ReportFilter } from '../work/report-filter.ts'
import { viewerOf, type Viewer } from '../work/viewer.ts'

const period = z.int().min(1).max(366)

/** The head's morning: a handful of figures, each with the very filter of the list behind it. */
export async function morning(ctx: AppealsCtx, given: unknown) {
  const days = parseInput(period, given ?? 30, ctx.lang, 'days')
  const viewer = await viewerOf(ctx)
  const to = ctx.clock.now()
  const from = new Date(to.getTime() - days * 86_400_000)
  const before = new Date(from.getTime() - days * 86_400_000)
  const within = (
    name: 'created' | 'confirmed' | 'reopened' | 'firstResponse',
    start: Date,
    end: Date,
  ): ReportFilter => ({ [`${name}From`]: start, [`${name}Before`]: end })
  const filters = {
    open: { open: true },
    overdue: { open: true, dueBefore: to },
    planned: { status: ['INTERIM'] },
    received: within('created', from, to),
    confirmed: { ...within('confirmed', from, to), status: ['CONFIRMED'] },
    reopened: within('reopened', from, to),
    firstResponse: within('firstResponse', from, to),
  } as const satisfies Record<string, ReportFilter>

  const row = await ctx.db.read
    .selectNoFrom((eb) => {
      const count = (filter: ReportFilter) =>
        eb
          .selectFrom('report')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .where(whereOf(filter, viewer))
      const minutes = (filter: ReportFilter) =>
        eb
          .selectFrom('report')
          .select(sql<number | null>`(avg(extract(epoch from first_response_at - created_at)) / 60)::float8`.as('n'))
          .where(whereOf(filter, viewer))
      const rated = (pick: 'avg' | 'count') =>
        eb
          .selectFrom('report')
          .select(sql<number | null>`${sql.raw(pick)}(rating)::float8`.as('n'))
          .where(whereOf(filters.confirmed, viewer))
          .where('rating', 'is not', null)
      // what stood open a period ago: there already, and not closed by then
      const then = eb
        .selectFrom('report')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .where(whereOf({}, viewer))
        .where('created_at', '<', from)
        .where(sql<SqlBool>`(closed_at is null or closed_at >= ${from})`)
      return [
        count(filters.open).as('open'),
        count(filters.overdue).as('overdue'),
        count(filters.planned).as('planned'),
        count(filters.received).as('received'),
        count(filters.confirmed).as('confirmed'),
        count(filters.reopened).as('reopened'),
        count(filters.firstResponse).as('responses'),
        minutes(filters.firstResponse).as('minutes'),
        then.as('openThen'),
        then.where(sql<SqlBool>`coalesce(due, make_safe_due) < ${from}`).as('overdueThen'),
        count(within('created', before, from)).as('receivedThen'),
        count({ ...within('confirmed', before, from), status: ['CONFIRMED'] }).as('confirmedThen'),
        count(within('reopened', before, from)).as('reopenedThen'),
        minutes(within('firstResponse', before, from)).as('minutesThen'),
        rated('avg').as('rating'),
        rated('count').as('rating_count'),
      ]
    })
    .executeTakeFirstOrThrow()

  const figure = (value: number | null, previous: number | null, filter: ReportFilter) => ({
    value: Number(value ?? 0),
    previous: previous === null ? null : Number(previous),
    filter: asInput(filter),
  })
  const rounded = (value: number | null) => (value === null ? null : Math.round(value))
  return {
    viewer,
    from,
    to,
    open: figure(row.open, row.openThen, filters.open),
    overdue: figure(row.overdue, row.overdueThen, filters.overdue),
    planned: figure(row.planned, null, filters.planned),
    received: figure(row.received, row.receivedThen, filters.received),
    confirmed: figure(row.confirmed, row.confirmedThen, filters.confirmed),
    reopened: figure(row.reopened, row.reopenedThen, filters.reopened),
    firstResponse: {
      minutes: rounded(row.minutes),
      previousMinutes: rounded(row.minutesThen),
      count: Number(row.responses ?? 0),
      filter: asInput(filters.firstResponse),
    },
    rating: {
      mean: row.rating === null ? null : Math.round(row.rating * 100) / 100,
      count: Number(row.rating_count ?? 0),
    },
  }
}
export type MorningView = Awaited<ReturnType<typeof morning>> & { readonly viewer: Viewer }

/** The filter as a client sends it back: dates as text. */
export const asInput = (filter: ReportFilter): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  )
