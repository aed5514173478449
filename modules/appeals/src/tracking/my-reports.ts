import { Topics, type CaseSource, type CaseSummary } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { publicStatusOf } from '../life/report-status.ts'
import { coversOf } from '../publish/covers-of.ts'
import { readingOf, reportWords } from '../publish/report-words.ts'
import { reportColumns } from '../report/report-row.ts'
import { placeView, wordsOf } from '../report/words.ts'
import { Secrets } from '../secrets.ts'
import { numbersOfReports, reportNumbered } from './report-numbers.ts'

/** What the acting person has reported, and what they have joined, for "my cases". */
export const myReports: CaseSource = {
  numbered: (ctx, number) => reportNumbered(ctx, number),
  numbers: (ctx, ids) => numbersOfReports(ctx, ids),
  mine: async (given, { before, limit }) => {
    const ctx = given as AppealsCtx
    const person = ctx.person().key
    const most = Math.min(limit, 50)
    let own = ctx.db.read
      .selectFrom('report')
      .select(reportColumns)
      .where('report.person', '=', person)
      .orderBy('report.created_at', 'desc')
      .limit(most)
    let joined = ctx.db.read
      .selectFrom('supporter')
      .innerJoin('report', 'report.id', 'supporter.report')
      .selectAll('report')
      .select(['supporter.id as supporter', sql<string | null>`report.planned_for::text`.as('planned_for')])
      .where('supporter.person', '=', person)
      .orderBy('report.created_at', 'desc')
      .limit(most)
    if (before) {
      own = own.where('report.created_at', '<', before)
      joined = joined.where('report.created_at', '<', before)
    }
    const [mine, theirs, leaves] = await Promise.all([own.execute(), joined.execute(), ctx.use(Topics).leaves()])
    const [covers, words] = await Promise.all([coversOf(ctx, theirs), wordsOf(ctx)])
    const reading = readingOf(ctx, words)
    const titles = new Map(leaves.map((topic) => [topic.code, topic.title]))
    const secrets = ctx.use(Secrets)
    const rows = [
      ...mine.map((row) => ({ ...row, place: placeView(row, ctx.lang), secret: secrets.tracking('REPORTER', row.id) })),
      ...theirs.map((row) => ({
        ...row,
        // what somebody else wrote
        place: reportWords(row, covers.get(row.id) ?? [], reading).place,
        secret: secrets.tracking('SUPPORTER', row.supporter),
      })),
    ]
    return rows
      .sort((a, b) => b.created_at.getTime() - a.created_at.getTime())
      .slice(0, most)
      .map((row): CaseSummary => {
        const place = [row.place.name, row.place.address].filter(Boolean).join(', ')
        return {
          id: row.id,
          subject: `appeals:Report:${row.id}`,
          number: row.number,
          title: (row.tile_title ?? titles.get(row.topic))?.[ctx.lang] ?? row.topic,
          ...(place && { place }),
          publicStatus: publicStatusOf(row.status),
          createdAt: row.created_at,
          updatedAt: row.updated_at,
          ...(row.due && { due: row.due }),
          href: `/t/${row.secret}`,
        }
      })
  },
}
