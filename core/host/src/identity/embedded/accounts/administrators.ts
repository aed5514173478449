import { sql } from 'kysely'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/** More of them there are nowhere; a letter to each is still one letter. */
const atMost = 20

/** Addresses of those who run the platform: of open accounts of real people, in the order in which they were made. */
export const administratorsOf = (db: IdentityDb) => async (): Promise<string[]> => {
  const rows = await db
    .selectFrom('account')
    .select('email')
    .where('email', 'is not', null)
    .where('enabled', '=', true)
    .where('demonstration', '=', false)
    .where(sql<boolean>`realm_roles @> '["platform-admin"]'::jsonb`)
    .orderBy('created_at')
    .limit(atMost)
    .execute()
  return rows.flatMap(({ email }) => email ?? [])
}
