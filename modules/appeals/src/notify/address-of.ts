import type { Notice } from '@vmeste/sdk'

/** Where to write to somebody: what they gave for this very report before what we know of them anyway. */
export function addressOf({
  contact_email: email,
  contact_phone: phone,
  person,
}: {
  readonly contact_email: string | null
  readonly contact_phone: string | null
  readonly person: string | null
}): Notice['to'] | undefined {
  return email ? { email } : phone ? { phone } : person ? { person } : undefined
}
