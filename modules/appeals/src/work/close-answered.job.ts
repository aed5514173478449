import type { Job } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { limitsOf } from '../report/limits.ts'
import { nextStatus } from '../life/report-status.ts'
import { settingsOf } from '../settings.ts'
import { changeReport } from './change-report.ts'
import { movable } from './move-report.ts'

/** Once a day: nobody has said «нет» in the days they had, so it is closed; silence is no confirmation. */
export const closeAnswered: Job = { cron: '20 1 * * *', run: (ctx) => close(ctx) }

async function close(ctx: AppealsCtx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - settingsOf(ctx).reopenDays * 86_400_000)
  for (;;) {
    const rows = await ctx.db.read
      .selectFrom('report')
      .select('id')
      .where('status', '=', 'ANSWERED')
      .where('closed_at', '<', before)
      .orderBy('closed_at')
      .limit(200)
      .execute()
    for (const { id } of rows) {
      await changeReport(ctx, { id }, (row) =>
        row.status !== 'ANSWERED'
          ? {}
          : {
              set: { status: nextStatus(movable(row), 'close', 'system', {}, ctx.clock.now(), limitsOf(ctx)) },
              step: { kind: 'CLOSED', public: true },
              event: { type: 'appeals.report.closed@1' },
            },
      )
    }
    if (rows.length < 200) return
  }
}
