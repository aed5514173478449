import type { PersonSubject } from '@vmeste/sdk'
import { addressOf, type Address } from './address-of.ts'

/** Where somebody was written to; what is kept here knows them by a hash of it alone. */
export const addressesOf = ({ emails, phones }: PersonSubject): readonly Address[] =>
  [...emails.map((email) => ({ email })), ...phones.map((phone) => ({ phone }))].map(addressOf)
