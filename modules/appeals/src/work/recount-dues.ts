import { on, Topics, z, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { computeDues } from '../report/due-dates.ts'
import { isOpen } from '../life/report-status.ts'
import { changeInside } from './change-report.ts'

/**
 * A calendar was loaded or edited: dates that were missing or leaned on a provisional year are counted anew, from the
 * same moment as before.
 */
export const recountDues: Subscription = on('civic.calendar.changed@1', z.looseObject({}), (ctx, _event, tx) =>
  recount(ctx as AppealsCtx, tx as unknown as AppealsTx),
)

async function recount(ctx: AppealsCtx, tx: AppealsTx): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.kysely
      .selectFrom('report')
      .select(['id', 'topic', 'created_at', 'reopened_at'])
      .where('due_state', 'in', ['PROVISIONAL', 'MISSING_CALENDAR'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(200)
      .execute()
    for (const row of rows) {
      const topic = await ctx.use(Topics).find(row.topic)
      const dues = topic && (await computeDues(ctx, topic, row.reopened_at ?? row.created_at, true))
      if (!dues) continue
      await changeInside(ctx, tx, { id: row.id }, (now) =>
        now.due_state === dues.due_state &&
        now.due?.getTime() === dues.due?.getTime() &&
        now.make_safe_due?.getTime() === dues.make_safe_due?.getTime()
          ? {}
          : {
              set: dues,
              step: { kind: 'DUE_SET', public: false },
              ...(isOpen(now.status) && { event: { type: 'appeals.report.changed@1' as const } }),
            },
      )
    }
    const last = rows.at(-1)
    if (!last || rows.length < 200) return
    after = last.id
  }
}
