import { sql } from '@vmeste/sdk/storage'
import type { RatingsTx } from '../ctx.ts'
import { criteria, type Scores } from '../criteria.ts'
import type { RatingTable } from '../storage/ratings.entity.ts'

type Vote = Scores & Pick<RatingTable, 'object' | 'verified' | 'created_at'>

/** Adds one vote to the sums of its month. */
export const count = (tx: RatingsTx, vote: Vote): Promise<void> => apply(tx, vote, 1)
/** Takes it out again; a changed rating is taken out as it was and counted as it is. */
export const uncount = (tx: RatingsTx, vote: Vote): Promise<void> => apply(tx, vote, -1)

async function apply(tx: RatingsTx, vote: Vote, sign: 1 | -1): Promise<void> {
  const { object, verified, created_at: at } = vote
  const month = `${at.toISOString().slice(0, 7)}-01`
  const values = {
    object,
    month,
    verified,
    n: sign,
    simplicity: sign * vote.simplicity,
    information: sign * vote.information,
    timeliness: sign * vote.timeliness,
    courtesy: sign * vote.courtesy,
  }
  await tx.kysely
    .insertInto('tally')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['city', 'object', 'month', 'verified'])
        .doUpdateSet(
          Object.fromEntries(
            (['n', ...criteria] as const).map((name) => [
              name,
              sql<number>`${sql.ref(`tally.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
            ]),
          ),
        ),
    )
    .execute()
}
