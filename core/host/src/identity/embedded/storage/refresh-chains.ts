import { sql } from 'kysely'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/** The first try and one more, for an answer that got lost on its way. */
const usesAtMost = 2

/** One refresh token at the moment it is used. */
export interface RefreshUse {
  /** What all tokens that grew from one sign-in share. */
  readonly chain: string
  /** How many refreshes lie before it. */
  readonly generation: number
  readonly token: string
  readonly expiresAt: Date
}

/**
 * Notes that a refresh token is used, and says whether it may be. It may while nothing younger of its chain was used,
 * and once more after that; of two successors the first to be used is the one. A single statement, so hosts cannot both
 * say yes.
 */
export async function useRefreshToken(
  db: IdentityDb,
  { chain, generation, token, expiresAt }: RefreshUse,
): Promise<boolean> {
  const used = await db
    .insertInto('refresh_chain')
    .values({ id: chain, generation, token, expires_at: expiresAt })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({
          generation,
          token,
          expires_at: expiresAt,
          uses: sql<number>`case when refresh_chain.token = excluded.token then refresh_chain.uses + 1 else 1 end`,
        })
        .where(
          sql<boolean>`excluded.generation > refresh_chain.generation or (excluded.token = refresh_chain.token
            and refresh_chain.uses < ${usesAtMost})`,
        ),
    )
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}
