import type { Pool } from 'pg'
import { accountStore } from './accounts/account-store.ts'
import { userUnknown } from '../shared/accounts/account-problems.ts'
import { cityRules, everywhere } from './accounts/city-rules.ts'
import { identityDb } from '../shared/tables/identity-tables.ts'

/**
 * The second step of signing in, for commands and administrators.
 * @param pool connections as the role of the unit `identity`
 */
export function secondFactorAdmin(pool: Pool) {
  const db = identityDb(pool)
  return {
    /**
     * Whoever works for the city, or for any when none is named, signs in in two steps from their next sign-in on; or
     * need not any more.
     */
    require: (required: boolean, city = everywhere): Promise<void> => cityRules(db).requireSecondFactor(city, required),
    /**
     * Somebody lost the phone and the spare codes: the next sign-in asks for the password alone, or to set it up anew.
     */
    async remove(username: string): Promise<void> {
      const account = await accountStore(db, true).byUsername(username)
      if (!account) throw userUnknown()
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('second_factor').where('account_id', '=', account.id).execute()
        await tx.deleteFrom('recovery_code').where('account_id', '=', account.id).execute()
      })
    },
  }
}
