import type { LeaningSource } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { openStatuses } from '../life/report-status.ts'

const columnOf = <Column extends string>(rows: readonly Record<Column, string | null>[], column: Column): string[] =>
  rows.flatMap((row) => row[column] ?? [])

/** Departments and topics that reports, places, tiles and routes name. */
export const leaning: LeaningSource = {
  working: async (ctx, departments) =>
    columnOf(
      await (ctx as AppealsCtx).db.read
        .selectFrom('report')
        .select('department')
        .distinct()
        .where(sql<boolean>`department = any(${[...departments]}::text[])`)
        .where('status', 'in', openStatuses)
        .execute(),
      'department',
    ),
  naming: async (ctx, { departments, topics }) => {
    const { read } = (ctx as AppealsCtx).db
    const dept = sql`any(${[...departments]}::text[])`
    const topic = sql`any(${[...topics]}::text[])`
    const { rows } = await sql<{ department: string | null; topic: string | null }>`
      select department, null as topic from appeals.report where department = ${dept}
      union select department, null from appeals.history where department = ${dept}
      union select department, null from appeals.look where department = ${dept}
      union select department, null from appeals.qr_object where department = ${dept}
      union select department, null from appeals.routing_rule where department = ${dept}
      union select null, topic from appeals.report where topic = ${topic}
      union select null, topic from appeals.routing_rule where topic = ${topic}
      union select null, tile ->> 'topic' from appeals.object_type, jsonb_array_elements(tiles) tile
        where tile ->> 'topic' = ${topic}`.execute(read)
    return { departments: columnOf(rows, 'department'), topics: columnOf(rows, 'topic') }
  },
}
