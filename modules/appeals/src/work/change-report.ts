import { isUuid, uuidv7 } from '@vmeste/sdk'
import type { Insertable, Updateable } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { nextDue } from '../report/due-dates.ts'
import type { EventName } from '../events.ts'
import { problems } from '../problems.ts'
import { presentPhotos } from '../publish/present-photos.ts'
import { standsPublic } from '../publish/text-state.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { letGoOfWish } from './plan-wish.ts'
import type { HistoryTable } from '../storage/report-parts.entity.ts'
import type { ReportTable } from '../storage/report.entity.ts'

type Step = Pick<Insertable<HistoryTable>, 'kind' | 'public'> &
  Partial<Pick<Insertable<HistoryTable>, 'id' | 'note' | 'note_state' | 'day' | 'rating' | 'department' | 'actor_name'>>

/** What a use case has decided: the columns it changes, the step it leaves in the history, the event it causes. */
export interface Change {
  readonly set?: Updateable<ReportTable>
  readonly step?: Step
  /** Where one change is two steps: what others do not read comes first. */
  readonly before?: Step
  /** What others see of its photos has changed; that the report itself has come or gone is noticed here. */
  readonly photos?: true
  readonly event?: { readonly type: EventName; readonly data?: Readonly<Record<string, unknown>> }
}
export interface Wanted {
  readonly id: string
  /** What the person had on the screen; without it the change is made on whatever stands. */
  readonly version?: number
}

/**
 * One change of one report: locked, decided on what really stands, written with its step, its event and the next due
 * date. `decide` may throw a `Problem` and may write more through `tx`; then nothing of it happens, or all.
 *
 * @throws Problem `REPORT_UNKNOWN`, `CHANGED_MEANWHILE` when somebody was faster
 */
export async function changeReport(
  ctx: AppealsCtx,
  wanted: Wanted,
  decide: (row: ReportRow, tx: AppealsTx) => Promise<Change> | Change,
): Promise<ReportRow> {
  return ctx.db.transaction((tx) => changeInside(ctx, tx, wanted, decide))
}

export async function changeInside(
  ctx: AppealsCtx,
  tx: AppealsTx,
  { id, version }: Wanted,
  decide: (row: ReportRow, tx: AppealsTx) => Promise<Change> | Change,
): Promise<ReportRow> {
  if (!isUuid(id)) throw problems.reportUnknown()
  const row = await tx.kysely
    .selectFrom('report')
    .select(reportColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problems.reportUnknown()
  const { set: decided = {}, before, step, event, photos } = await decide(row, tx)
  // after the decision: a move that is impossible by now is a better answer than "look again"
  if (version !== undefined && version !== row.version) throw problems.changedMeanwhile()
  const set = { ...decided, ...(await letGoOfWish(ctx, tx, row, decided)) }
  const now = ctx.clock.now()
  const after = { ...row, ...set } as ReportRow
  const changed = await tx.kysely
    .updateTable('report')
    // only a move makes another's screen stale: a new supporter must not take the answer out of an executor's hands
    .set({
      ...set,
      next_due: nextDue(after, ctx.city.timezone) as Date,
      version: row.version + (set.status === undefined ? 0 : 1),
      updated_at: now,
    })
    .where('id', '=', id)
    .returning(reportColumns)
    .executeTakeFirstOrThrow()
  if (photos || standsPublic(row) !== standsPublic(changed)) await presentPhotos(ctx, tx, changed)
  const steps = [before, step].filter((one) => one !== undefined)
  if (steps.length > 0)
    await tx.kysely
      .insertInto('history')
      .values(steps.map((one, at) => stepRow(ctx, row, changed, { id: uuidv7(Date.now() + at), ...one })))
      .execute()
  if (event) {
    const { number, topic, department, territory, object } = changed
    tx.emit({
      type: event.type,
      subject: `appeals:Report:${id}`,
      data: { report: id, number, topic, department, territory, object, ...event.data },
    })
  }
  return changed
}

function stepRow(ctx: AppealsCtx, before: ReportRow, after: ReportRow, step: Step & { readonly id: string }) {
  const { actor } = ctx
  // a reporter is nameless in the history: staff see the contact, once, where it belongs
  const staff = actor.kind === 'person' && actor.roles.size > 0
  return {
    report: before.id,
    at: ctx.clock.now(),
    status_from: before.status,
    status_to: after.status,
    actor: actor.kind === 'person' ? actor.key : actor.kind === 'guest' ? 'guest' : 'system',
    actor_name: staff ? actor.name : null,
    department: after.department,
    note: null,
    day: null,
    rating: null,
    ...step,
  }
}
