import { sql } from '@vmeste/sdk/storage'
import type { AppealsTx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { hasWords } from './text-state.ts'

/** Since when a report waits for a look, after something of it has been decided: nothing once nothing waits. */
export async function stillWaits(tx: AppealsTx, row: ReportRow): Promise<Date | null> {
  if (row.waiting_since === null || (row.text_state === 'WAITING' && hasWords(row))) return row.waiting_since
  const { rows } = await sql<{ waits: boolean }>`select
    ${row.photo_consent} and exists (select from appeals.report_photo where report = ${row.id} and visibility = 'CHECKING')
    or exists (select from appeals.history where report = ${row.id} and kind = 'REOPENED' and note is not null
      and note_state = 'WAITING') as waits`.execute(tx.kysely)
  return rows[0]?.waits ? row.waiting_since : null
}
