import { TextMessages, type Notice, type Text } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { EventName } from '../events.ts'
import { outcomes } from './outcomes.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { Party } from '../tracking-secret.ts'

const title: Text = {
  ru: 'Сообщить жителю: {number}',
  be: 'Паведаміць жыхару: {number}',
  en: 'Tell the resident: {number}',
}

/**
 * What happens when a letter does not arrive: what the next one overtakes nobody need tell, and whoever has an account
 * reads it there. Of an outcome the service tells; where the city sends no messages it is asked to call already.
 */
export function otherwiseOf(
  ctx: AppealsCtx,
  event: EventName,
  party: Party,
  contact: { readonly person: string | null; readonly contact_email: string | null },
  { id, number, department }: Pick<ReportRow, 'id' | 'number' | 'department'>,
): NonNullable<Notice['otherwise']> {
  if (!outcomes.includes(event) || contact.person !== null) return 'nothing'
  const called = party === 'REPORTER' && contact.contact_email === null && ctx.use(TextMessages).reach === 'NOWHERE'
  if (called) return 'nothing'
  return {
    to: department === null ? { permission: 'appeals.coordinate' } : { department },
    title: {
      ru: title.ru.replace('{number}', number),
      be: title.be.replace('{number}', number),
      en: title.en.replace('{number}', number),
    },
    href: `/m/appeals/inbox/${id}`,
  }
}
