import type { IdentityDb } from '../storage/identity-tables.ts'
import type { RevokedSessions } from './revoked-sessions.ts'

/** Ends every session of an account, with all codes, refresh tokens and grants that hang on them. */
export async function endSessions(db: IdentityDb, revoked: RevokedSessions, accountId: string): Promise<void> {
  const ended = await db.deleteFrom('artefact').where('account_id', '=', accountId).returning(['type', 'uid']).execute()
  for (const { type, uid } of ended) if (type === 'Session' && uid) revoked.add(uid)
}
