import { on, z, type CloudEvent, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'
import { changeInside } from '../work/change-report.ts'

const told = z.object({ about: z.string(), task: z.uuid() })

/** A letter or a message did not arrive, and somebody was asked to tell the resident: the report says so. */
export const undelivered: Subscription = on('civic.notice.undelivered@1', told, (ctx, event, tx) =>
  note(ctx as AppealsCtx, event, tx as unknown as AppealsTx),
)

async function note(ctx: AppealsCtx, { id, data }: CloudEvent<z.output<typeof told>>, tx: AppealsTx): Promise<void> {
  if (!data.about.startsWith(`${reportType}:`)) return
  const report = data.about.slice(reportType.length + 1)
  const known = await tx.kysely.selectFrom('report').select('id').where('id', '=', report).executeTakeFirst()
  const heard = await tx.kysely.selectFrom('history').select('id').where('id', '=', id).executeTakeFirst()
  if (!known || heard) return
  await changeInside(ctx, tx, { id: report }, () => ({
    step: { id, kind: 'CALL_ASKED', public: false },
    event: { type: 'appeals.report.changed@1' },
  }))
}
