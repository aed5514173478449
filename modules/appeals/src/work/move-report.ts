import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { limitsOf } from '../report/limits.ts'
import { nextStatus, type MoveData, type MoveName, type ReportStatus } from '../life/report-status.ts'
import type { ReportRow } from '../report/report-row.ts'
import { changeReport, type Change, type Wanted } from './change-report.ts'
import { moverOf, viewerOf } from './viewer.ts'

export const movable = (row: ReportRow) => ({
  status: row.status,
  returns: row.returns,
  reopens: row.reopens,
  answeredAt: row.answered_at,
})

export interface StaffMove {
  readonly as: 'coordinator' | 'executor'
  /** Which move it is may depend on what stands. */
  readonly move: MoveName | ((status: ReportStatus) => MoveName)
  readonly data?: MoveData
  readonly change: (row: ReportRow, status: ReportStatus, tx: AppealsTx) => Promise<Change> | Change
}

/** A move of staff: the right department, the right mover, the table of moves; then what it changes. */
export async function moveReport(
  ctx: AppealsCtx,
  wanted: Wanted,
  { as, move, data = {}, change }: StaffMove,
): Promise<ReportRow> {
  const viewer = await viewerOf(ctx)
  return changeReport(ctx, wanted, async (row, tx) => {
    const by = moverOf(viewer, row, as)
    const name = typeof move === 'function' ? move(row.status) : move
    const status = nextStatus(movable(row), name, by, data, ctx.clock.now(), limitsOf(ctx))
    const decided = await change(row, status, tx)
    return { ...decided, set: { status, ...decided.set } }
  })
}

/** The first thing staff did about it, kept once. */
export const responded = (ctx: AppealsCtx, row: ReportRow) => ({
  first_response_at: row.first_response_at ?? ctx.clock.now(),
})
