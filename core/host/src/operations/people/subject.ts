import { createHmac } from 'node:crypto'
import { emptySubject, type PersonSubject } from '@vmeste/sdk'
import { emailOf, phoneOf, spellingsOf } from './contacts.ts'

export interface Known {
  /** `<iss>|<sub>` */
  readonly accounts?: readonly string[]
  readonly emails?: readonly string[]
  readonly phones?: readonly string[]
}

/** Somebody by what is known of them, as they type it. */
export const subjectOf = ({ accounts = [], emails = [], phones = [] }: Known): PersonSubject => ({
  ...emptySubject,
  keys: [...new Set(accounts)],
  emails: [...new Set(emails.map(emailOf))],
  phones: [...new Set(phones.flatMap(spellingsOf))],
})

const [mail, tel, thing] = ['mailto:', 'tel:', 'thing:']

/**
 * What somebody is called in the book of erasures: one name for each way to find them, so that whoever is restored under
 * one of them is erased again.
 */
export const namesOf = ({ keys, emails, phones }: PersonSubject): string[] => [
  ...keys,
  ...emails.map((email) => `${mail}${emailOf(email)}`),
  ...new Set(phones.map((phone) => `${tel}${phoneOf(phone)}`)),
]

/** Name of a thing that its holder has erased by its link. */
export const thingName = (reference: string): string => `${thing}${reference}`

/** Name of a contact as a table holds it. */
export const contactName = (kept: string): string =>
  kept.includes('@') ? `${mail}${emailOf(kept)}` : `${tel}${phoneOf(kept)}`

/** Whom such a name stands for. */
export function subjectNamed(name: string): PersonSubject {
  if (name.startsWith(mail)) return subjectOf({ emails: [name.slice(mail.length)] })
  if (name.startsWith(tel)) return subjectOf({ phones: [name.slice(tel.length)] })
  if (name.startsWith(thing)) return { ...emptySubject, things: [name.slice(thing.length)] }
  return subjectOf({ accounts: [name] })
}

/** Purpose of the key that pseudonyms are made with. */
export const pseudonymPurpose = 'pseudonyms'

/**
 * What stands for somebody who was erased: the same for one person within one city, another in the next; nobody without
 * the key can tell whose it was.
 */
export const pseudonymOf = (key: Buffer, city: number, subject: PersonSubject): string =>
  `erased:${createHmac('sha256', key)
    .update(JSON.stringify([city, namesOf(subject)[0] ?? subject.things[0] ?? '']))
    .digest('base64url')
    .slice(0, 22)}`
