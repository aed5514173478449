import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'

/** Ends every session of an account, with all codes, refresh tokens and grants that hang on them. */
export async function endSessions(db: IdentityDb, ended: EndedSessions, accountId: string): Promise<void> {
  const gone = await db.deleteFrom('artefact').where('account_id', '=', accountId).returning(['type', 'uid']).execute()
  await ended.end(gone.flatMap(({ type, uid }) => (type === 'Session' && uid ? [uid] : [])))
}
