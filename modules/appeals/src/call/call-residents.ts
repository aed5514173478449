import { Notifications, on, TextMessages, z, type CloudEvent, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { EventName } from '../events.ts'
import { createCall, letGoOfCalls } from './call-task.ts'
import { outcomes } from '../notify/outcomes.ts'
import { changeInside } from '../work/change-report.ts'
import { composeNotice } from '../notify/compose-notice.ts'
import { noticeFacts } from '../notify/notice-facts.ts'
import { residentNotices } from '../notify/notice-texts.ts'

const told = z.object({ report: z.uuid() })

/** They have seen it by themselves: a call would come late. */
const seen: readonly EventName[] = ['appeals.report.confirmed@1', 'appeals.report.reopened@1']

export const callResidents: readonly Subscription[] = [
  ...outcomes.map((type) =>
    on(type, told, (ctx, event, tx) => ask(ctx as AppealsCtx, event, tx as unknown as AppealsTx), {
      name: `${type} by telephone`,
    }),
  ),
  ...seen.map((type) =>
    on(type, told, (ctx, event, tx) => letGoOfCalls(ctx as AppealsCtx, tx as unknown as AppealsTx, event.data.report), {
      name: `${type} instead of a call`,
    }),
  ),
]

async function ask(ctx: AppealsCtx, event: CloudEvent<z.output<typeof told>>, tx: AppealsTx): Promise<void> {
  const notice = residentNotices[event.type as EventName]
  if (!notice || ctx.use(TextMessages).reach !== 'NOWHERE') return
  const found = await noticeFacts(ctx, tx, event.data.report, event.type, notice)
  if (!found) return
  const { contact_phone: phone, contact_email: email, person, lang } = found.row
  if (phone === null || email !== null || person !== null) return
  const [standing] = await ctx.use(Notifications).standings([{ phone }])
  if (standing === 'REFUSED') return
  const { text: words } = composeNotice(notice, found.facts, lang)
  if (await createCall(ctx, tx, found.row, { key: event.id, words }))
    await changeInside(ctx, tx, { id: found.row.id }, () => ({
      step: { kind: 'CALL_ASKED', public: false, note: words },
    }))
}
