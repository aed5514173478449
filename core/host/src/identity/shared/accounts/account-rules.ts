import { assuranceLevels, emailAddress, Problem, readEmail, visibleText, z, type Assurance } from '@vmeste/sdk'
import { emailInvalid, nameInvalid, passwordWeak, roleInvalid, usernameInvalid } from './account-problems.ts'
import type { CityRole, Invitation, NewUser } from '../port/identity-port.ts'

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
export const usernameSchema = z.string().regex(/^[a-z0-9][a-z0-9._@+-]{0,119}$/)
const nameSchema = visibleText(100)
const cityRoleSchema = z.object({ city: slug, role: slug })
/** Both forms of a national domain, kept in the ASCII one; one account for all ways to write its capitals. */
/** An address as accounts are found by it; what is none finds nobody. */
export const emailAsKept = (typed: string): string => (readEmail(typed) ?? typed.trim()).toLowerCase()
export const emailSchema = emailAddress().transform((address) => address.toLowerCase())

/**
 * What somebody types at the door: a user name, or an e-mail in any of its forms.
 *
 * @example loginOf(' Olha@узда.бел ') // 'olha@xn--80ahi1c.xn--90ais'
 */
export const loginOf = (typed: string): string => (readEmail(typed) ?? typed.trim()).toLowerCase()

/** The user name that an e-mail becomes: signs that no provider takes in a name, `'` and letters of others, by number. */
export function usernameOf(email: string): string {
  const plain = email.replace(/[^a-z0-9._@+-]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`)
  return /^[a-z0-9]/.test(plain) ? plain : `u${plain}`
}

/** What a password must be: long enough, and more than one letter held down. */
export const passwordSchema = z
  .string()
  .max(200)
  .refine((password) => {
    const signs = [...password.normalize('NFKC')]
    return signs.length >= 12 && new Set(signs).size >= 5
  })

/** An account that may be made: the same rules with every provider. */
export interface CheckedUser {
  readonly username: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string | undefined
  readonly password: string | undefined
  readonly realmRoles: readonly string[]
  readonly cityRoles: readonly CityRole[]
  readonly assurance: Assurance
  readonly demonstration: boolean
}

/** @throws Problem `USERNAME_INVALID`, `EMAIL_INVALID`, `NAME_INVALID`, `PASSWORD_WEAK`, `ROLE_INVALID` */
export const checkUser = (user: NewUser): CheckedUser => ({
  username: read(usernameSchema, user.username, usernameInvalid),
  email: user.email === undefined ? undefined : read(emailSchema, user.email, emailInvalid),
  givenName: read(nameSchema, user.givenName, nameInvalid),
  familyName: user.familyName ? read(nameSchema, user.familyName, nameInvalid) : '',
  password: user.password === undefined ? undefined : checkPassword(user.password),
  realmRoles: read(z.array(slug).max(20), user.realmRoles ?? [], roleInvalid),
  cityRoles: read(z.array(cityRoleSchema).max(60), user.cityRoles ?? [], roleInvalid),
  assurance: read(z.enum(assuranceLevels), user.assurance ?? 'ANONYMOUS', roleInvalid),
  demonstration: user.demonstration ?? false,
})

/** An invitation that may be made. */
export interface CheckedInvitation extends Pick<CheckedUser, 'username' | 'givenName' | 'familyName' | 'cityRoles'> {
  readonly email: string
  readonly city: string
}

/**
 * The address becomes the user name.
 * @throws Problem `EMAIL_INVALID`, `NAME_INVALID`, `ROLE_INVALID`
 */
export function checkInvitation({ email, givenName, familyName, city, roles }: Invitation): CheckedInvitation {
  const address = read(emailSchema, email, emailInvalid)
  const username = read(usernameSchema, usernameOf(address), emailInvalid)
  const given = read(z.array(slug).min(1).max(20), roles, roleInvalid).map((role) => ({ city, role }))
  const user = checkUser({
    username,
    email: address,
    givenName,
    ...(familyName ? { familyName } : {}),
    cityRoles: given,
  })
  return {
    username,
    email: address,
    givenName: user.givenName,
    familyName: user.familyName,
    cityRoles: user.cityRoles,
    city,
  }
}

/**
 * Whether a city may give its roles to an account that was here before it asked: when its owner has shown that the
 * address is theirs, or when nobody but this very city has ever given it a role. Else a stranger who took the address
 * first would get them.
 */
export const mayJoin = (
  { proven, cityRoles }: { readonly proven: boolean; readonly cityRoles: readonly CityRole[] },
  city: string,
): boolean => proven || (cityRoles.length > 0 && onlyIn(cityRoles, city))

/** Whether no other city has given a role. */
export const onlyIn = (cityRoles: readonly CityRole[], city: string): boolean =>
  cityRoles.every((each) => each.city === city)

/** @throws Problem `PASSWORD_WEAK` */
export const checkPassword = (password: string): string => read(passwordSchema, password, passwordWeak)

/** @throws Problem `ROLE_INVALID` */
export const checkCityRole = (role: CityRole): CityRole => read(cityRoleSchema, role, roleInvalid)

/** Reads a part of the input, or throws the problem that says what is wrong with it. */
function read<T>(schema: z.ZodType<T>, value: unknown, problem: () => Problem): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw problem()
  return parsed.data
}
