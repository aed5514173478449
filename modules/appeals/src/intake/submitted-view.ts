import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { publicStatusOf } from '../life/report-status.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { Secrets } from '../secrets.ts'
import type { Party } from '../tracking-secret.ts'
import { legalNote } from '../report/formal-appeal.ts'
import { placeView, wordsOf } from '../report/words.ts'

/** The link that only its owner gets: made from the id whenever it is needed. */
export function trackingOf(ctx: AppealsCtx, party: Party, id: string) {
  const secret = ctx.use(Secrets).tracking(party, id)
  return { secret, trackingPath: `/t/${secret}`, trackingUrl: `${ctx.origin}/c/${ctx.city.slug}/t/${secret}` }
}

type Stored = Pick<
  ReportRow,
  | 'id'
  | 'number'
  | 'status'
  | 'created_at'
  | 'topic'
  | 'department'
  | 'route_reason'
  | 'make_safe_due'
  | 'due'
  | 'due_by_day'
  | 'due_state'
  | 'object'
  | 'place_name'
  | 'address'
  | 'lat'
  | 'lon'
  | 'territory'
>

export async function submittedView(ctx: AppealsCtx, row: Stored) {
  const words = await wordsOf(ctx)
  return {
    __typename: 'SubmittedReport' as const,
    regime: 'MESSAGE' as const,
    legal: legalNote(ctx),
    id: row.id,
    number: row.number,
    publicStatus: publicStatusOf(row.status),
    createdAt: row.created_at,
    topic: words.topic(row.topic),
    place: placeView(row, ctx.lang),
    department: words.department(row.department)?.name ?? null,
    routeReason: ctx.say(row.route_reason),
    makeSafeDue: row.make_safe_due,
    due: row.due,
    dueByDay: row.due_by_day,
    dueState: row.due_state,
    ...trackingOf(ctx, 'REPORTER', row.id),
  }
}
export type SubmittedView = Awaited<ReturnType<typeof submittedView>>

/** The same answer as the first time. */
export async function repeatedView(ctx: AppealsCtx, submissionHash: string): Promise<SubmittedView> {
  const row = await ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where('submission_hash', '=', submissionHash)
    .executeTakeFirst()
  if (!row) throw problems.reportUnknown()
  return submittedView(ctx, row)
}
