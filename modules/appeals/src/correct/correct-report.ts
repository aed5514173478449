import { uuidv7 } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport, type Change, type Wanted } from '../work/change-report.ts'
import { moverOf, viewerOf } from '../work/viewer.ts'
import { typedCorrection } from './correction-input.ts'
import { drawCorrection, type Correction } from './draw-correction.ts'
import { plansOf } from './plans-of.ts'
import { wordsAnew } from './words-anew.ts'

/**
 * «Исправить»: a wrong topic, place or text. It is the coordinator's: a correction says whose a report is, by when and
 * what everybody reads, and whoever the clock runs for must not set it. A service says «Не наше» and where it belongs.
 * What stood before is kept for staff; corrected back, it is as it was.
 *
 * @throws Problem of `drawCorrection`, `CORRECT_COVERED`, `MOVE_NOT_YOURS`, `CHANGED_MEANWHILE`
 */
export async function correctReport(
  ctx: AppealsCtx,
  { input: raw, ...wanted }: Wanted & { readonly input: unknown },
): Promise<ReportRow> {
  const input = typedCorrection(ctx, raw)
  const viewer = await viewerOf(ctx)
  return changeReport(ctx, wanted, async (row, tx) => {
    moverOf(viewer, row, 'coordinator')
    const drawn = await drawCorrection(ctx, row, input, await plansOf(tx.kysely, row))
    if (drawn.changes.length === 0) return {}
    const reworded = drawn.changes.some(({ part }) => part !== 'TOPIC')
    if (reworded && row.covers > 0 && !viewer.originals) throw problems.correctCovered()
    const step = uuidv7()
    await keep(tx, row, step, drawn)
    const words = reworded ? await wordsAnew(ctx, tx, row, drawn.after) : {}
    // whoever has it on the screen looks again: what it is about has changed
    return { set: { status: row.status, ...drawn.set, ...words }, ...told(row, drawn, step) }
  })
}

const keep = (tx: AppealsTx, { id }: ReportRow, step: string, { changes }: Correction) =>
  tx.kysely
    .insertInto('correction')
    .values(changes.map(({ part, before, after }) => ({ report: id, step, part, before, after })))
    .execute()

/** Staff read what was corrected; residents hear of a new department and of a new date, and of nothing else. */
function told(row: ReportRow, { after, moved, dated, rule }: Correction, step: string): Omit<Change, 'set'> {
  const corrected = { id: step, kind: 'CORRECTED', public: false } as const
  const previous = row.department
  if (moved && after.department !== null)
    return {
      before: corrected,
      step: { kind: 'REASSIGNED', public: true, department: after.department },
      event: { type: 'appeals.report.routed@1', data: { rule, again: true, corrected: true, previous } },
    }
  return {
    step: corrected,
    event:
      moved || dated
        ? { type: 'appeals.report.corrected@1', data: { previous, dated } }
        : { type: 'appeals.report.changed@1' },
  }
}
