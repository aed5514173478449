import type { CityTransaction } from '@vmeste/sdk'
import type { ReachTables } from './reach.entity.ts'

/**
 * Notes that something leaves for somebody. Of two hosts that look at once one waits for the other here and is given
 * nothing.
 *
 * @returns those of the marks that were not there yet
 */
export async function markOnce(
  tx: CityTransaction<ReachTables>,
  person: string,
  marks: readonly string[],
  at: Date,
): Promise<readonly string[]> {
  if (marks.length === 0) return []
  const rows = await tx.kysely
    .insertInto('reached')
    .values([...new Set(marks)].sort().map((mark) => ({ person, mark, at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('mark')
    .execute()
  return rows.map(({ mark }) => mark)
}
