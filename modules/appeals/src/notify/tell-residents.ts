import { Notifications, on, PushNews, z, type CloudEvent, type Notice, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { EventName } from '../events.ts'
import { Secrets } from '../secrets.ts'
import type { Party } from '../tracking-secret.ts'
import { addressOf } from './address-of.ts'
import { composeNotice } from './compose-notice.ts'
import { noticeFacts } from './notice-facts.ts'
import { otherwiseOf } from './otherwise-of.ts'
import { correctedNotices, residentNotices, supporterNotices } from './notice-texts.ts'

const told = z.object({
  report: z.uuid(),
  again: z.boolean().optional(),
  corrected: z.boolean().optional(),
  dated: z.boolean().optional(),
  reachable: z.boolean().optional(),
})
/** Nobody to tell; or routed at receipt, and the letter of receipt has said it. */
const unless: Readonly<
  Partial<Record<EventName, { readonly again?: boolean; readonly dated?: boolean; readonly reachable?: boolean }>>
> = {
  'appeals.report.received@1': { reachable: false },
  'appeals.report.routed@1': { again: false },
  'appeals.report.corrected@1': { dated: false },
}
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
    ...(unless[type] ? { unless: unless[type] } : {}),
  }),
)

async function tell(ctx: AppealsCtx, event: CloudEvent<z.output<typeof told>>, tx: AppealsTx): Promise<void> {
  const { report, corrected = false } = event.data
  const notice = (corrected && correctedNotices[event.type as EventName]) || residentNotices[event.type as EventName]
  if (!notice) return
  const reporter = await tx.kysely
    .selectFrom('report')
    .select(['id', 'number', 'person', 'contact_email', 'contact_phone', 'lang'])
    .where('id', '=', report)
    .executeTakeFirst()
  if (!reporter) return
  if (event.type !== 'appeals.report.received@1')
    await ctx.use(PushNews).tell(tx, { event: event.id, about: `appeals:Report:${report}`, what: reporter.number })
  // most leave no contact: what a letter says is read once there is somebody to read it
  let facts: ReturnType<typeof noticeFacts> | undefined
  const send = async (party: Party, contact: Contact) => {
    const all = addressesOf(contact)
    const found = all.length > 0 && (await (facts ??= noticeFacts(ctx, tx, report, event.type, notice)))
    if (!found) return
    for (const to of all)
      await ctx
        .use(Notifications)
        .send(tx, {
          event: event.id,
          to,
          lang: contact.lang,
          ...composeNotice(
            (party === 'SUPPORTER' && supporterNotices[event.type as EventName]) || notice,
            found.facts,
            contact.lang,
          ),
          href: `/t/${ctx.use(Secrets).tracking(party, contact.id)}`,
          opens: true,
          otherwise: otherwiseOf(ctx, event.type as EventName, party, contact, found.row),
          about: `appeals:Report:${report}`,
        })
  }
  await send('REPORTER', reporter)
  if (event.type === 'appeals.report.received@1') return
  for await (const supporter of supporters(tx, report)) await send('SUPPORTER', supporter)
}

/** Whoever has an account finds it in the portal as well: an address may never say yes. */
function addressesOf({ person, ...contact }: Contact): Notice['to'][] {
  const outside = addressOf({ ...contact, person: null })
  return [...(outside ? [outside] : []), ...(person === null ? [] : [{ person }])]
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
