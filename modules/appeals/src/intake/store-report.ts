import { uuidv7 } from '@vmeste/sdk'
import type { Insertable } from '@vmeste/sdk/storage'
import type { AppealsTx } from '../ctx.ts'
import type { HistoryTable, PhotoTable } from '../storage/report-parts.entity.ts'
import type { ReportTable } from '../storage/report.entity.ts'

/** Columns that a report is born with. */
export type StoredReport = Required<
  Omit<
    Insertable<ReportTable>,
    | 'city'
    | 'version'
    | 'next_due'
    | 'planned_for'
    | 'planned_reason'
    | 'breached_at'
    | 'asked_for'
    | 'first_response_at'
    | 'answered_at'
    | 'confirmed_at'
    | 'reopened_at'
    | 'closed_at'
    | 'answer'
    | 'rating'
    | 'reopens'
    | 'returns'
    | 'supporters'
    | 'overdue_told'
    | 'covers'
    | 'look_due'
    | 'withdrawn_at'
    | 'withdrawn_reason'
    | 'erased_at'
  >
> & { readonly next_due: Date | 'infinity' }
export type NewReport = Omit<StoredReport, 'number'>

/** Report, photos and first steps in one statement, with the events they cause. */
export async function storeReport(
  tx: AppealsTx,
  report: StoredReport,
  photos: readonly string[],
): Promise<StoredReport> {
  const insert = tx.kysely.with('stored', (db) =>
    db
      .insertInto('report')
      .values(report as Insertable<ReportTable>)
      .returning('id'),
  )
  const steps = firstSteps(report)
  if (photos.length === 0) await insert.insertInto('history').values(steps).execute()
  else
    await insert
      .with('shown', (db) =>
        db
          .insertInto('report_photo')
          .values(photos.map((file, position) => photo(report.id, file, position)))
          .returning('file'),
      )
      .insertInto('history')
      .values(steps)
      .execute()
  emitFirst(tx, report)
  return report
}

const photo = (report: string, file: string, position: number): Insertable<PhotoTable> => ({
  report,
  file,
  kind: 'BEFORE',
  round: 0,
  position,
  visibility: 'CHECKING',
  checked_by: null,
  checked_at: null,
})

function firstSteps(report: StoredReport): Insertable<HistoryTable>[] {
  const step = {
    report: report.id,
    at: report.created_at,
    actor_name: null,
    note: null,
    day: null,
    rating: null,
    department: null,
  }
  const received = {
    ...step,
    id: uuidv7(),
    kind: 'RECEIVED' as const,
    status_from: null,
    status_to: 'NEW' as const,
    actor: report.person ?? 'guest',
    public: true,
  }
  const next = {
    ...step,
    id: uuidv7(Date.now() + 1),
    status_from: 'NEW' as const,
    status_to: report.status,
    actor: 'system',
  }
  if (report.status === 'ROUTED')
    return [received, { ...next, kind: 'ROUTED', department: report.department, public: true }]
  return report.status === 'MODERATION' ? [received, { ...next, kind: 'HELD', public: false }] : [received]
}

function emitFirst(tx: AppealsTx, report: StoredReport): void {
  const { id, number, topic, department, territory, object, channel, rule } = report
  const data = { report: id, number, topic, department, territory, object }
  const subject = `appeals:Report:${id}`
  tx.emit({
    type: 'appeals.report.received@1',
    subject,
    data: { ...data, channel, held: report.status === 'MODERATION', reachable: isReachable(report) },
  })
  if (department !== null)
    tx.emit({ type: 'appeals.report.routed@1', subject, data: { ...data, rule, again: false, previous: null } })
}

const isReachable = ({ person, contact_email: email, contact_phone: phone }: StoredReport): boolean =>
  [person, email, phone].some((way) => way !== null)

/** Whether a failed insert means that this very submission is stored already. */
export const isRepeat = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'report_submission_unique'
