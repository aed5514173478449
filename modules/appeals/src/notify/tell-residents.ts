import { Notifications, on, z, type CloudEvent, type Notice, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { EventName } from '../events.ts'
import { Secrets } from '../secrets.ts'
import type { Party } from '../tracking-secret.ts'
import { addressOf } from './address-of.ts'
import { composeNotice } from './compose-notice.ts'
import { noticeFacts } from './notice-facts.ts'
import { residentNotices } from './notice-texts.ts'

const told = z.object({ report: z.uuid(), again: z.boolean().optional() })
type Contact = {
  readonly id: string
  readonly person: string | null
  readonly contact_email: string | null
  readonly contact_phone: string | null
  readonly lang: Notice['lang']
}

/** Every public step reaches the reporter and everybody who sees it too; one letter a person and step. */
export const tellResidents: readonly Subscription[] = (Object.keys(residentNotices) as EventName[]).map((type) =>
  on(type, told, (ctx, event, tx) => tell(ctx as AppealsCtx, event, tx as unknown as AppealsTx), {
    name: `${type} to residents`,
  }),
)

async function tell(ctx: AppealsCtx, event: CloudEvent<z.output<typeof told>>, tx: AppealsTx): Promise<void> {
  const notice = residentNotices[event.type as EventName]
  // routed at receipt: the letter of receipt has said it
  if (!notice || event.data.again === false) return
  const found = await noticeFacts(ctx, tx, event.data.report, event.type)
  if (!found) return
  const send = async (party: Party, contact: Contact) => {
    const to = addressOf(contact)
    if (!to) return
    await ctx
      .use(Notifications)
      .send(tx, {
        event: event.id,
        to,
        lang: contact.lang,
        ...composeNotice(notice, found.facts, contact.lang),
        href: `/t/${ctx.use(Secrets).tracking(party, contact.id)}`,
        about: `appeals:Report:${found.row.id}`,
      })
  }
  await send('REPORTER', found.row)
  if (event.type === 'appeals.report.received@1') return
  for await (const supporter of supporters(tx, found.row.id)) await send('SUPPORTER', supporter)
}

async function* supporters(tx: AppealsTx, report: string): AsyncGenerator<Contact> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.kysely
      .selectFrom('supporter')
      .select(['id', 'person', 'contact_email', 'contact_phone', 'lang'])
      .where('report', '=', report)
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 500) return
    after = last.id
  }
}
