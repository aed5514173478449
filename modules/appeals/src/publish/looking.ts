import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { asInput } from '../morning/morning.ts'
import { settingsOf } from '../settings.ts'
import { whereOf, type ReportFilter } from '../work/report-filter.ts'
import { viewerOf } from '../work/viewer.ts'

const days = 7

/** What waits for a look, how much of it for too long, and what the looking has cost. */
export async function looking(ctx: AppealsCtx) {
  const viewer = await viewerOf(ctx)
  const now = ctx.clock.now()
  const filters = { waiting: { toLook: true }, late: { toLook: true, lookDueBefore: now } } as const
  const day = sql<string>`(at at time zone ${ctx.city.timezone})::date::text`
  let looks = ctx.db.read
    .selectFrom('look')
    .select((eb) => [day.as('day'), eb.fn.countAll<string>().as('looks'), eb.fn.sum<string>('seconds').as('seconds')])
    .where('at', '>=', new Date(now.getTime() - days * 86_400_000))
  if (!viewer.all) looks = looks.where('department', 'in', viewer.departments.length > 0 ? viewer.departments : [''])
  const [counted, told] = await Promise.all([
    ctx.db.read
      .selectNoFrom((eb) => {
        const of = (filter: ReportFilter) => eb.selectFrom('report').where(whereOf(filter, viewer))
        return [
          of(filters.waiting)
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .as('waiting'),
          of(filters.late)
            .select((inner) => inner.fn.countAll<number>().as('n'))
            .as('late'),
          of(filters.waiting)
            .select((inner) => inner.fn.min('waiting_since').as('at'))
            .as('oldest'),
        ]
      })
      .executeTakeFirstOrThrow(),
    looks
      .groupBy(sql`1`)
      .orderBy(sql`1`, 'desc')
      .limit(days)
      .execute(),
  ])
  const figure = (value: number | null, filter: ReportFilter) => ({
    value: Number(value ?? 0),
    previous: null,
    filter: asInput(filter),
  })
  return {
    waiting: figure(counted.waiting, filters.waiting),
    late: figure(counted.late, filters.late),
    oldest: counted.oldest,
    normHours: settingsOf(ctx).lookHours,
    days: told.map((one) => ({ day: one.day, looks: Number(one.looks), seconds: Number(one.seconds) })),
  }
}
