import type { Account, AccountStore } from '../accounts/account-store.ts'
import { verifyPassword } from '../accounts/password.ts'
import type { AttemptLimits } from './attempt-limits.ts'

/**
 * Checks a user name and a password. Takes the same time, and says the same nothing, whether the name is unknown,
 * the password is wrong or the account is closed.
 * @throws Problem `TOO_MANY_ATTEMPTS`, `SIGN_IN_BUSY`
 */
export async function signIn(
  accounts: AccountStore, limits: AttemptLimits, form: { username: string; password: string }, address: string,
): Promise<Account | undefined> {
  const login = form.username.trim().toLowerCase()
  await limits.signIn(login, address)
  const account = await accounts.byLogin(login)
  const good = await verifyPassword(account?.password_hash, form.password)
  if (!good || !account?.enabled) return undefined
  await limits.succeeded(login, address)
  return account
}
