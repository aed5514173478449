import { VmesteError, type PersonSubject } from '@vmeste/sdk'
import type { Host } from '@vmeste/host'

/** Somebody as a command is told. */
export interface Whom {
  readonly email?: string
  readonly phone?: string
  /** User name, or the key `<issuer>|<id>`. */
  readonly account?: string
  readonly city?: string
}

/** In words, for questions and answers. */
export const inWords = ({ email, phone, account }: Whom): string =>
  [account, email, phone].filter((each) => each !== undefined).join(', ')

/**
 * @throws VmesteError `VMESTE_CITY_UNKNOWN`, `VMESTE_PERSON_NOBODY` where nothing was said, `VMESTE_ERASE_UNKNOWN` for a
 *   user name that nobody has, `VMESTE_PERSON_CONTACT` for what is no address and no number
 */
export async function subjectFrom(host: Host, { email, phone, account, city }: Whom): Promise<PersonSubject> {
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
  const key =
    account === undefined || /^[^|]+\|[^|]+$/.test(account) ? account : (await host.identity!.users.find(account))?.key
  if (account !== undefined && key === undefined)
    throw new VmesteError(
      'VMESTE_ERASE_UNKNOWN',
      `Nobody here has the user name "${account}". Give the key, <issuer>|<id>, of whoever has no account any more`,
    )
  return subjectOf({
    accounts: key === undefined ? [] : [key],
    emails: email === undefined ? [] : [email],
    phones: phone === undefined ? [] : [phone],
  })
}
