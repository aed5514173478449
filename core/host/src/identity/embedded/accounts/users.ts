import { isUuid, z } from '@vmeste/sdk'
import { userUnknown } from '../../shared/accounts/account-problems.ts'
import { checkCityRole, emailAsKept } from '../../shared/accounts/account-rules.ts'
import type { IdentityUsers, User } from '../../shared/port/identity-port.ts'
import { subjectOf } from '../../shared/port/person-key.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import type { Account, AccountStore } from './account-store.ts'
import { createAccount } from './create-account.ts'
import { endSessions } from './end-sessions.ts'
import { isUnused, type Invite } from './invite.ts'
import { hashPassword } from './password.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'

const limitSchema = z.int().min(1).max(100)

export interface UsersParts {
  readonly db: IdentityDb
  readonly accounts: AccountStore
  readonly keyIssuer: string
  readonly ended: EndedSessions
  readonly invite: Invite
}

/** The accounts of the embedded provider. */
export function createUsers({ db, accounts, keyIssuer, ended, invite }: UsersParts): IdentityUsers {
  const toUser = (account: Account): User => ({
    id: account.id,
    key: `${keyIssuer}|${account.id}`,
    username: account.username,
    givenName: account.given_name,
    familyName: account.family_name,
    ...(account.email ? { email: account.email } : {}),
    ...(account.email && account.email_verified ? { emailVerified: true } : {}),
    enabled: account.enabled,
    invited: isUnused(account),
    demonstration: account.demonstration,
    realmRoles: account.realm_roles,
    cityRoles: account.city_roles,
  })
  const need = async (username: string): Promise<Account> => {
    const account = await accounts.byUsername(username)
    if (!account) throw userUnknown()
    return account
  }
  return {
    async create(user) {
      await createAccount(db, user)
      return toUser(await need(user.username))
    },
    async invite(invitation) {
      const { id, ...invited } = await invite(invitation)
      return { user: toUser((await accounts.byId(id))!), ...invited }
    },
    async find(username) {
      const account = await accounts.byUsername(username)
      return account && toUser(account)
    },
    async findByKey(key) {
      const id = subjectOf(key, keyIssuer)
      if (!isUuid(id)) return undefined
      const account = await accounts.byId(id)
      return account && toUser(account)
    },
    async findByEmail(email) {
      const account = await accounts.byEmail(emailAsKept(email))
      return account && toUser(account)
    },
    async list({ city, after, limit }) {
      const page = await accounts.page({
        limit: limitSchema.parse(limit),
        ...(city ? { city } : {}),
        ...(after ? { after } : {}),
      })
      return page.map(toUser)
    },
    async setPassword(username, password) {
      const { id } = await need(username)
      const password_hash = await hashPassword(password)
      await db
        .updateTable('account')
        .set({ password_hash, password_changed_at: new Date() })
        .where('id', '=', id)
        .execute()
      await endSessions(db, ended, id)
    },
    async setEnabled(username, enabled) {
      const { id } = await need(username)
      await db.updateTable('account').set({ enabled }).where('id', '=', id).execute()
      if (!enabled) await endSessions(db, ended, id)
    },
    async grant(username, given) {
      const { id } = await need(username)
      await db
        .insertInto('city_role')
        .values({ account_id: id, ...checkCityRole(given) })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async withdraw(username, taken) {
      const { id } = await need(username)
      const { city, role: name } = checkCityRole(taken)
      await db
        .deleteFrom('city_role')
        .where('account_id', '=', id)
        .where('city', '=', city)
        .where('role', '=', name)
        .execute()
    },
  }
}
