import { Directory, Notifications, on, z, type CloudEvent, type Subscription } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { EventName } from '../events.ts'
import { composeNotice } from './compose-notice.ts'
import { noticeFacts } from './notice-facts.ts'
import { staffNotices, staffStorms } from './notice-texts.ts'

const told = z.object({ report: z.uuid(), department: z.string().nullable() })

/** The department hears of what is new, came back or is late. */
export const tellStaff: readonly Subscription[] = (Object.keys(staffNotices) as EventName[]).map((type) =>
  on(type, told, (ctx, event, tx) => tell(ctx as AppealsCtx, event, tx as unknown as AppealsTx), {
    name: `${type} to staff`,
  }),
)

async function tell(ctx: AppealsCtx, event: CloudEvent<z.output<typeof told>>, tx: AppealsTx): Promise<void> {
  const { department: code, report } = event.data
  const notice = staffNotices[event.type as EventName]
  if (!notice || code === null) return
  const directory = ctx.use(Directory)
  const department = await directory.departmentByCode(code)
  const members = department ? await directory.membersOf(department.id) : []
  // work in a service with nobody in it must not lie there unheard
  if (members.length === 0) await ctx.use(Notifications).unheard(tx, code)
  const found = members.length > 0 && (await noticeFacts(ctx, tx, report, event.type, notice))
  if (!found) return
  const storm = staffStorms[event.type as EventName]
  const chosen = await ctx.use(Notifications).langs(members.map(({ person }) => person))
  for (const member of members) {
    // two official languages, one of which everybody here reads, unless somebody has chosen theirs
    const lang = chosen.get(member.person) ?? 'ru'
    const fold = storm && {
      key: `${event.type}:${code}:${found.row.topic}`,
      ...composeNotice(storm, found.facts, lang),
      href: '/m/appeals/inbox',
      about: `appeals:Inbox:${code}`,
    }
    await ctx
      .use(Notifications)
      .send(tx, {
        event: event.id,
        to: { person: member.person },
        lang,
        ...composeNotice(notice, found.facts, lang),
        href: `/m/appeals/inbox/${report}`,
        about: `appeals:Report:${report}`,
        ...(fold ? { fold } : {}),
      })
  }
}
