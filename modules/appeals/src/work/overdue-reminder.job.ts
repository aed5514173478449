import type { Job } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { openStatuses } from '../life/report-status.ts'

const batch = 200

/** Every quarter of an hour: what has become late since is said once, and again only when a new date passes too. */
export const overdueReminder: Job = {
  cron: '*/15 * * * *',
  run: async (ctx) => {
    while ((await remind(ctx)) === batch);
  },
}

const remind = (ctx: AppealsCtx): Promise<number> =>
  ctx.db.transaction(async (tx) => {
    const late = await tx.kysely
      .selectFrom('report')
      .select(['id', 'number', 'topic', 'department', 'territory', 'object', 'next_due'])
      .where('status', 'in', openStatuses)
      .where('next_due', '<', ctx.clock.now())
      .where(sql<boolean>`overdue_told is distinct from next_due`)
      .orderBy('next_due')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute()
    if (late.length === 0) return 0
    await tx.kysely
      .updateTable('report')
      .set({ overdue_told: sql<Date>`next_due` })
      .where(
        'id',
        'in',
        late.map((row) => row.id),
      )
      .execute()
    for (const { id, next_due: due, ...row } of late) {
      tx.emit({
        type: 'appeals.report.overdue@1',
        subject: `appeals:Report:${id}`,
        data: { report: id, ...row, due: new Date(due).toISOString() },
      })
    }
    return late.length
  })
