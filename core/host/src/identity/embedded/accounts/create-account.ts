import { assuranceLevels, Problem, uuidv7, z } from '@vmeste/sdk'
import type { NewUser } from '../../identity-port.ts'
import type { IdentityDb } from '../storage/identity-tables.ts'
import { emailTaken, roleInvalid, usernameInvalid, usernameTaken } from './account-problems.ts'
import { hashPassword } from './password.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
export const cityRoleSchema = z.object({ city: slug, role: slug })
export const usernameSchema = z.string().regex(/^[a-z0-9][a-z0-9._@+-]{0,119}$/)
export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254))
const nameSchema = z.string().trim().min(1).max(100)

/** Reads a part of the input, or throws the problem that says what is wrong with it. */
function read<T>(schema: z.ZodType<T>, value: unknown, problem: () => Error): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw problem()
  return parsed.data
}

const nameInvalid = () => new Problem('NAME_INVALID', {
  ru: 'Имя не может быть пустым или длиннее 100 знаков.', be: 'Імя не можа быць пустым або даўжэйшым за 100 знакаў.', en: 'A name cannot be empty or longer than 100 characters.',
})
const emailInvalid = () => new Problem('EMAIL_INVALID', {
  ru: 'Это не похоже на адрес почты.', be: 'Гэта не падобна на адрас пошты.', en: 'This does not look like an e-mail address.',
}, { path: 'email' })

/** Writes a new account with its roles, all or nothing. Returns its id. */
export async function createAccount(db: IdentityDb, user: NewUser): Promise<string> {
  const id = uuidv7()
  const account = {
    id,
    username: read(usernameSchema, user.username, usernameInvalid),
    email: user.email === undefined ? null : read(emailSchema, user.email, emailInvalid),
    given_name: read(nameSchema, user.givenName, nameInvalid),
    family_name: user.familyName ? read(nameSchema, user.familyName, nameInvalid) : '',
    realm_roles: JSON.stringify(read(z.array(slug).max(20), user.realmRoles ?? [], roleInvalid)),
    assurance: read(z.enum(assuranceLevels), user.assurance ?? 'ANONYMOUS', roleInvalid),
    demonstration: user.demonstration ?? false,
  }
  const roles = read(z.array(cityRoleSchema).max(60), user.cityRoles ?? [], roleInvalid)
  const password_hash = user.password === undefined ? null : await hashPassword(user.password)
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('account').values({ ...account, password_hash, password_changed_at: password_hash ? new Date() : null }).execute()
    if (roles.length > 0) await tx.insertInto('city_role').values(roles.map((role) => ({ account_id: id, ...role }))).execute()
  }).catch((error: unknown) => { throw translate(error) })
  return id
}

function translate(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code !== '23505') return error
  return constraint === 'account_email_unique' ? emailTaken() : usernameTaken()
}
