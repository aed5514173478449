import { idsOf, type PersonSubject } from '@vmeste/sdk'
import { sql, type SqlBool } from '@vmeste/sdk/storage'
import { reportType } from '../report/report-type.ts'

/**
 * Whether a row with `person` and contacts is theirs. A contact makes it theirs where no account sent it: somebody else's
 * report to which our address was given is not ours to read or to erase, only the address is.
 */
export const isTheirs = ({ keys, emails, phones }: PersonSubject) =>
  sql<SqlBool>`(person = any(${keys}::text[])
    or person is null and (lower(contact_email) = any(${emails}::text[]) or contact_phone = any(${phones}::text[])))`

/** Whether their address was given with what another account has sent. */
export const holdsTheirContact = ({ keys, emails, phones }: PersonSubject) =>
  sql<SqlBool>`(person is not null and person <> all(${keys}::text[])
    and (lower(contact_email) = any(${emails}::text[]) or contact_phone = any(${phones}::text[])))`

/** The contact without the addresses that are theirs. */
export const withoutTheirContact = ({ emails, phones }: PersonSubject) => ({
  contact_email: sql<
    string | null
  >`case when lower(contact_email) = any(${emails}::text[]) then null else contact_email end`,
  contact_phone: sql<string | null>`case when contact_phone = any(${phones}::text[]) then null else contact_phone end`,
})

/** A contact, as its owner reads of it. */
export const contactFields = {
  number: { ru: 'Сообщение', be: 'Паведамленне', en: 'Report' },
  contact_email: { ru: 'Почта', be: 'Пошта', en: 'E-mail' },
  contact_phone: { ru: 'Телефон', be: 'Тэлефон', en: 'Phone' },
}

/** How it is mended. */
export const contactCorrect = {
  text: {
    ru: 'Почту и телефон можно исправить или убрать на странице сообщения.',
    be: 'Пошту і тэлефон можна выправіць або прыбраць на старонцы паведамлення.',
    en: 'E-mail and phone are mended or taken back on the page of the report.',
  },
}

export const supporterType = 'appeals:Supporter'
export const reportIds = (subject: PersonSubject): string[] => idsOf(subject, reportType)
export const supporterIds = (subject: PersonSubject): string[] => idsOf(subject, supporterType)

/** Where a page of references goes on. */
export const idAfter = (reference: string | undefined): string =>
  reference?.split(':')[2] ?? '00000000-0000-0000-0000-000000000000'

/** More than one person leaves in a city. */
export const most = 10_000
/** What a transaction takes at once. */
export const chunk = 200
/** What the daily run takes at once. */
export const part = 1_000

export const chunks = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / chunk) }, (_, n) => all.slice(n * chunk, (n + 1) * chunk))
