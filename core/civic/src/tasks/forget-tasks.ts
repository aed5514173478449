import type { OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

/** Of a module whose data is deleted: a bounded part, 0 when nothing is left. */
export async function forgetTasks(tx: OpenTransaction, module: string, atMost: number): Promise<number> {
  const [row] = await tx.run<{ n: number }>(sql`
    with gone as (
      delete from civic.task where id in (select id from civic.task where module = ${module} limit ${atMost}) returning id),
    steps as (delete from civic.task_step where task in (select id from gone) returning 1)
    select count(*)::int as n from gone`)
  return row?.n ?? 0
}
