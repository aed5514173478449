import { Tasks } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { callKind, createCall } from './call-task.ts'
import { changeReport } from '../work/change-report.ts'
import { typedWords } from '../work/staff-words.ts'
import { mayAskToCall, viewerOf } from '../work/viewer.ts'

/** «Перезвонить»: a task for the service, with what to say; one at a time. */
export async function askToCall(
  ctx: AppealsCtx,
  { report, words: typed }: { readonly report: string; readonly words: string },
): Promise<ReportRow> {
  const words = typedWords(ctx, typed, 'words')
  if (words === '') throw problems.callWords()
  const viewer = await viewerOf(ctx)
  return changeReport(ctx, { id: report }, async (row, tx) => {
    if (!mayAskToCall(viewer, row)) throw problems.moveNotYours()
    if (row.contact_phone === null) throw problems.callNowhere()
    const calls = (await ctx.use(Tasks).of(tx, `${reportType}:${row.id}`)).filter(({ kind }) => kind === callKind)
    if (calls.some(({ state }) => state === 'OPEN')) throw problems.callAsked()
    await createCall(ctx, tx, row, { key: `${row.id}:${calls.length}`, words })
    return { step: { kind: 'CALL_ASKED', public: false, note: words }, event: { type: 'appeals.report.changed@1' } }
  })
}
