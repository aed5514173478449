import type { AppealsTx } from '../ctx.ts'
import type { ConsentOf } from '../consent/record-consent.ts'
import type { Tracked } from './find-tracked.ts'

interface Contact {
  readonly contact_email: string | null
  readonly contact_phone: string | null
  readonly lang?: 'ru' | 'be' | 'en'
}

/** Where to write: with the report for whoever sent it, beside it for whoever sees it too. */
export async function setContact(tx: AppealsTx, { row, supporter }: Tracked, contact: Contact): Promise<void> {
  if (supporter)
    await tx.kysely
      .updateTable('supporter')
      .set(contact)
      .where('report', '=', row.id)
      .where('id', '=', supporter)
      .execute()
  else await tx.kysely.updateTable('report').set(contact).where('id', '=', row.id).execute()
}

export const consentOf = ({ row, supporter }: Tracked): ConsentOf => ({ report: row.id, supporter: supporter ?? null })
