import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { tokenInvalid } from '../../shared/port/identity-problems.ts'
import { logoutTokenAge } from './check-logout-token.ts'

const type = 'LogoutToken'

/**
 * Does the work of a logout token unless it has been done, on whichever host. A token whose work failed may come again.
 * @param jti the token's own id; kept by its SHA-256 for as long as the token itself would be believed
 * @throws Problem `TOKEN_INVALID` for one that was used
 */
export async function toldOnce(db: IdentityDb, jti: string, work: () => Promise<void>): Promise<void> {
  const id = createHash('sha256').update(jti).digest('base64url')
  const first = await db
    .insertInto('artefact')
    .values({
      type,
      id,
      payload: '{}',
      uid: null,
      grant_id: null,
      account_id: null,
      consumed_at: null,
      expires_at: sql<Date>`now() + ${2 * logoutTokenAge} * interval '1 second'`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!first) throw tokenInvalid('a logout token that was used')
  try {
    await work()
  } catch (error) {
    await db.deleteFrom('artefact').where('type', '=', type).where('id', '=', id).execute()
    throw error
  }
}
