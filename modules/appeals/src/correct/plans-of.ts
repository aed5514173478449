import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { PlannedDay } from '../report/breach.ts'
import type { ReportRow } from '../report/report-row.ts'

/** Days that were planned since whoever has it got it, or got it back, in order. */
export async function plansOf(
  db: AppealsTx['kysely'] | AppealsCtx['db']['read'],
  { id }: ReportRow,
): Promise<readonly PlannedDay[]> {
  const rows = await db
    .selectFrom('history')
    .select(['at', 'status_from', sql<string | null>`day::text`.as('day'), 'kind'])
    .where('report', '=', id)
    .where('kind', 'in', ['PLANNED', 'REASSIGNED', 'RETURNED', 'REOPENED'])
    .orderBy('at')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows
    .slice(rows.findLastIndex(({ kind }) => kind !== 'PLANNED') + 1)
    .flatMap(({ at, day, status_from: from }) => (day && from ? [{ at, day, from }] : []))
}
