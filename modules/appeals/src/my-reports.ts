import { Topics, type CaseSource, type CaseSummary } from '@vmeste/sdk'
import type { AppealsCtx } from './ctx.ts'
import { publicStatusOf } from './report-status.ts'
import { Secrets } from './secrets.ts'

/** Reports of the acting person, for "my cases". */
export const myReports: CaseSource = {
  mine: async (given, { before, limit }) => {
    const ctx = given as AppealsCtx
    const person = ctx.person().key
    let query = ctx.db.read.selectFrom('report')
      .select(['id', 'number', 'topic', 'tile_title', 'place_name', 'address', 'status', 'created_at', 'updated_at', 'due']).where('person', '=', person).orderBy('created_at', 'desc').limit(Math.min(limit, 50))
    if (before) query = query.where('created_at', '<', before)
    const [rows, leaves] = await Promise.all([query.execute(), ctx.use(Topics).leaves()])
    const titles = new Map(leaves.map((topic) => [topic.code, topic.title]))
    return rows.map((row): CaseSummary => {
      const place = [row.place_name?.[ctx.lang], row.address].filter(Boolean).join(', ')
      return {
        id: row.id, subject: `appeals:Report:${row.id}`, number: row.number, title: (row.tile_title ?? titles.get(row.topic))?.[ctx.lang] ?? row.topic, ...(place && { place }),
        publicStatus: publicStatusOf(row.status), createdAt: row.created_at, updatedAt: row.updated_at, ...(row.due && { due: row.due }), href: `/t/${ctx.use(Secrets).tracking('REPORTER', row.id)}`,
      }
    })
  },
}
