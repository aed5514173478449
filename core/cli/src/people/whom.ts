import { VmesteError, type PersonSubject } from '@vmeste/sdk'
import type { Host } from '@vmeste/host'
import type { User } from '@vmeste/host/identity'

/** Somebody as a command is told. */
export interface Whom {
  readonly email?: string
  readonly phone?: string
  /** User name, or the key `<issuer>|<id>`. */
  readonly account?: string
  readonly city?: string
}

/** Whom a command has found. */
export interface Found {
  readonly subject: PersonSubject
  /** User names of the accounts that belong to them. */
  readonly accounts: readonly string[]
  /** What whoever runs the command should know of the e-mail: which account it is of. */
  readonly note?: string
}

/** In words, for questions and answers. */
export const inWords = ({ email, phone, account }: Whom): string =>
  [account, email, phone].filter((each) => each !== undefined).join(', ')

/**
 * An account is found by its user name, its key, and the e-mail that it has shown to be its own. An address that was
 * never confirmed may be somebody else's: such an account is told of and left alone.
 *
 * @throws VmesteError `VMESTE_CITY_UNKNOWN`, `VMESTE_PERSON_NOBODY` where nothing was said, `VMESTE_ERASE_UNKNOWN` for a
 *   user name that nobody has, `VMESTE_PERSON_CONTACT` for what is no address and no number
 */
export async function findPerson(host: Host, { email, phone, account, city }: Whom): Promise<Found> {
  if (city !== undefined && !host.store.bySlug(city))
    throw new VmesteError('VMESTE_CITY_UNKNOWN', `There is no city "${city}" here`)
  if (email === undefined && phone === undefined && account === undefined)
    throw new VmesteError('VMESTE_PERSON_NOBODY', 'Say whom: --email, --phone or --account; several are one person')
  const { contactName, subjectOf } = await import('@vmeste/host/people')
  if (
    (email !== undefined && !/^[^\s@|]+@[^\s@|]+$/.test(email.trim())) ||
    (phone !== undefined && !/^tel:\+?\d{7,15}$/.test(contactName(phone)))
  )
    throw new VmesteError(
      'VMESTE_PERSON_CONTACT',
      'That is no e-mail or no number: write olha@example.by, +375 29 123-45-67',
    )
  const users = host.identity?.users
  const key = account === undefined || /^[^|]+\|[^|]+$/.test(account) ? account : (await users!.find(account))?.key
  if (account !== undefined && key === undefined)
    throw new VmesteError(
      'VMESTE_ERASE_UNKNOWN',
      `Nobody here has the user name "${account}". Give the key, <issuer>|<id>, of whoever has no account any more`,
    )
  const given = { emails: email === undefined ? [] : [email], phones: phone === undefined ? [] : [phone] }
  const [address] = subjectOf(given).emails
  const owner = address === undefined ? undefined : await users?.findByEmail(address)
  const theirs = owner !== undefined && (owner.emailVerified === true || owner.key === key)
  return {
    subject: subjectOf({ ...given, accounts: [...(key === undefined ? [] : [key]), ...(theirs ? [owner.key] : [])] }),
    accounts: [...new Set([...(account === undefined ? [] : [account]), ...(theirs ? [owner.username] : [])])],
    ...(owner && owner.key !== key && { note: noteOn(owner, theirs) }),
  }
}

/** One line: whose account the e-mail is of, and whether it is in. */
function noteOn({ username, givenName, familyName, cityRoles }: User, theirs: boolean): string {
  const roles = cityRoles.map(({ city, role }) => `${role} in ${city}`).join(', ')
  const who = `the account "${username}" (${[givenName, familyName].filter(Boolean).join(' ')}${roles && `; ${roles}`})`
  return theirs
    ? `This e-mail is of ${who}: it belongs to what follows.`
    : `This e-mail stands in ${who}, which never confirmed it: it is left out. If it is theirs, add --account ${username}.`
}
