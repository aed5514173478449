import type { Account, AccountStore } from '../accounts/account-store.ts'
import { verifyPassword } from '../accounts/password.ts'
import type { KnownPlaces, Place } from '../accounts/known-places.ts'
import { loginOf } from '../../shared/accounts/account-rules.ts'
import type { AttemptLimits } from './attempt-limits.ts'

/**
 * Checks a user name and a password. Guesses are counted before it is checked, those from places the person has been at
 * apart from all others. Takes the same time, and says the same nothing, whether the name is unknown, the password is
 * wrong or the account is closed.
 * @throws Problem `TOO_MANY_ATTEMPTS`, `SIGN_IN_BUSY`
 */
export async function signIn(
  { accounts, limits, places }: { accounts: AccountStore; limits: AttemptLimits; places: KnownPlaces },
  form: { username: string; password: string },
  { address, place }: { address: string; place: Place },
): Promise<Account | undefined> {
  const login = loginOf(form.username)
  const account = await accounts.byLogin(login)
  const from = { address, known: account && (await places.find(account.id, place)) }
  await limits.signIn(login, from)
  const good = await verifyPassword(account?.password_hash, form.password)
  if (!good || !account?.enabled) return undefined
  await limits.succeeded(login, from)
  return account
}
