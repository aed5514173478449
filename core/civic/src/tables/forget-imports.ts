import type { OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

/** Of a module whose data is deleted: a bounded part, 0 when nothing is left. */
export async function forgetModuleImports(tx: OpenTransaction, module: string, atMost: number): Promise<number> {
  const [row] = await tx.run<{ n: number }>(sql`
    with rows as (
      delete from civic.table_import_row where (import, number) in (
        select row.import, row.number from civic.table_import_row row join civic.table_import made on made.id = row.import
        where made.module = ${module} limit ${atMost}) returning 1)
    select count(*)::int as n from rows`)
  if (row && row.n > 0) return row.n
  const [gone] = await tx.run<{ n: number }>(sql`
    with gone as (
      delete from civic.table_import where id in (select id from civic.table_import where module = ${module} limit ${atMost}) returning 1)
    select count(*)::int as n from gone`)
  return gone?.n ?? 0
}
