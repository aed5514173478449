import { isUuid } from '@vmeste/sdk'
import { sql } from 'kysely'
import { userUnknown } from '../../shared/accounts/account-problems.ts'
import { subjectOf } from '../../shared/port/person-key.ts'
import type { PhoneAccounts } from '../../shared/port/phone-accounts.ts'
import type { AccountTable, IdentityDb } from '../../shared/tables/identity-tables.ts'

const raised = sql<AccountTable['assurance']>`case when assurance = 'ANONYMOUS' then 'PHONE' else assurance end`
const fallenBack = sql<AccountTable['assurance']>`case when assurance = 'PHONE' then 'ANONYMOUS' else assurance end`
const noPhone = { phone: null, phone_confirmed_at: null, assurance: fallenBack }

/** Telephone numbers of the embedded provider's accounts. */
export function accountPhones(db: IdentityDb, keyIssuer: string): PhoneAccounts {
  const find = async (key: string) => {
    const id = subjectOf(key, keyIssuer)
    return isUuid(id)
      ? db.selectFrom('account').select(['id', 'phone', 'demonstration']).where('id', '=', id).executeTakeFirst()
      : undefined
  }
  const need = async (key: string) => {
    const found = await find(key)
    if (!found) throw userUnknown()
    return found
  }
  return {
    async of(key) {
      const found = await find(key)
      return found && { invented: found.demonstration, ...(found.phone ? { phone: found.phone } : {}) }
    },
    async confirm(key, phone) {
      const { id, demonstration } = await need(key)
      return db.transaction().execute(async (tx) => {
        // two who confirm one number at once take turns, and the later has it
        await sql`select pg_advisory_xact_lock(hashtextextended(${`phone:${phone}`}, 0))`.execute(tx)
        const lost = await tx
          .updateTable('account')
          .set(noPhone)
          .where('phone', '=', phone)
          .where('demonstration', '=', demonstration)
          .where('id', '<>', id)
          .returning(['id', 'email', 'email_verified'])
          .execute()
        await tx
          .updateTable('account')
          .set({ phone, phone_confirmed_at: new Date(), assurance: raised })
          .where('id', '=', id)
          .execute()
        return lost.map((each) => ({
          key: `${keyIssuer}|${each.id}`,
          ...(each.email && each.email_verified ? { email: each.email } : {}),
        }))
      })
    },
    async forget(key) {
      const { id } = await need(key)
      const { numUpdatedRows } = await db
        .updateTable('account')
        .set(noPhone)
        .where('id', '=', id)
        .where('phone', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
