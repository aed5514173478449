import { on, Tasks, z, type CloudEvent, type Subscription, type TaskDoer } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'
import { callKind } from './call-task.ts'
import { changeInside } from '../work/change-report.ts'

const told = z.object({ task: z.uuid(), module: z.string(), kind: z.string(), about: z.string() })
type Told = CloudEvent<z.output<typeof told>>

/** A call was made, or was not after all: its report tells so, with what was said. */
export const callDone: readonly Subscription[] = [
  on('civic.task.done@1', told, (ctx, event, tx) => note(ctx as AppealsCtx, event, tx as unknown as AppealsTx)),
  on('civic.task.reopened@1', told, (ctx, event, tx) => note(ctx as AppealsCtx, event, tx as unknown as AppealsTx)),
]

async function note(ctx: AppealsCtx, { id, type, data }: Told, tx: AppealsTx): Promise<void> {
  if (data.module !== 'appeals' || data.kind !== callKind) return
  const task = await ctx.use(Tasks).find(tx, data.task)
  const done = type === 'civic.task.done@1'
  // taken back before it was heard of: nothing to tell
  if (!task || (done ? task.state !== 'DONE' : task.state !== 'OPEN')) return
  const report = data.about.slice(reportType.length + 1)
  const known = await tx.kysely.selectFrom('report').select('id').where('id', '=', report).executeTakeFirst()
  if (!known) return
  // heard once already: its step bears the event's id
  const heard = await tx.kysely.selectFrom('history').select('id').where('id', '=', id).executeTakeFirst()
  if (heard) return
  await changeInside(ctx, tx, { id: report }, () => ({
    step: done
      ? { id, kind: 'CALLED', public: false, note: task.ended?.note ?? null, actor_name: inWords(task.ended?.by) }
      : { id, kind: 'CALL_ASKED', public: false },
    event: { type: 'appeals.report.changed@1' },
  }))
}

/** Service and post, as all may know who called. */
const inWords = (by: TaskDoer | null | undefined): string | null =>
  [by?.service?.ru, by?.post].filter(Boolean).join(', ') || null
