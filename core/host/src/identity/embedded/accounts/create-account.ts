import { uuidv7 } from '@vmeste/sdk'
import { emailTaken, usernameTaken } from '../../shared/accounts/account-problems.ts'
import { checkUser } from '../../shared/accounts/account-rules.ts'
import type { NewUser } from '../../shared/port/identity-port.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { hashPassword } from './password.ts'

/** Writes a new account with its roles, all or nothing. Returns its id. */
export async function createAccount(
  db: IdentityDb,
  user: NewUser,
  { emailVerified = false }: { emailVerified?: boolean } = {},
): Promise<string> {
  const id = uuidv7()
  const {
    username,
    email = null,
    givenName,
    familyName,
    password,
    realmRoles,
    cityRoles,
    assurance,
    demonstration,
  } = checkUser(user)
  const password_hash = password === undefined ? null : await hashPassword(password)
  await db
    .transaction()
    .execute(async (tx) => {
      await tx
        .insertInto('account')
        .values({
          id,
          username,
          email,
          email_verified: emailVerified,
          given_name: givenName,
          family_name: familyName,
          realm_roles: JSON.stringify(realmRoles),
          assurance,
          demonstration,
          password_hash,
          password_changed_at: password_hash ? new Date() : null,
        })
        .execute()
      if (cityRoles.length > 0)
        await tx
          .insertInto('city_role')
          .values(cityRoles.map((role) => ({ account_id: id, ...role })))
          .execute()
    })
    .catch((error: unknown) => {
      throw translate(error)
    })
  return id
}

function translate(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505') return error
  return constraint === 'account_email_unique' ? emailTaken() : usernameTaken()
}
