import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport } from '../work/change-report.ts'
import { typedWords } from '../work/staff-words.ts'
import { unsayLetters } from '../publish/reword-letters.ts'
import { looker, recordLook, typedSeconds } from '../work/record-look.ts'
import { standsPublic } from '../publish/text-state.ts'

export interface Withdrawing {
  readonly report: string
  readonly reason: string
  readonly seconds?: number | null
}

/** All of it off public view; the work goes on. Its author reads why; `publishReport` brings it back. */
export async function withdrawFromPublic(ctx: AppealsCtx, input: Withdrawing): Promise<ReportRow> {
  const reason = typedWords(ctx, input.reason, 'reason')
  const seconds = typedSeconds(ctx, input.seconds)
  if (reason === '') throw problems.needs('reason')
  const mayLook = await looker(ctx)
  return changeReport(ctx, { id: input.report }, async (row, tx) => {
    mayLook(row)
    if (!standsPublic(row)) throw problems.moveTooLate()
    await recordLook(ctx, tx, row, { kind: 'WITHDRAWN', note: reason, seconds })
    await unsayLetters(ctx, tx, row)
    return {
      set: { withdrawn_at: ctx.clock.now(), withdrawn_reason: reason, waiting_since: null, look_due: null },
      event: { type: 'appeals.report.changed@1' },
    }
  })
}
