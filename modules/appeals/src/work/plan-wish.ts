import { Tasks, type Text } from '@vmeste/sdk'
import { sql, type Updateable } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { moves, type ReportStatus } from '../life/report-status.ts'
import { aboutReport } from '../report/about-report.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { ReportTable } from '../storage/report.entity.ts'

const planKind = 'plan'
const title: Text = {
  ru: 'Согласовать далёкий срок: {number}',
  be: 'Узгадніць далёкі тэрмін: {number}',
  en: 'Agree to a far day: {number}',
}

/** A task of whoever may say yes; a day asked for before is not asked for any more. */
export async function askForDay(
  ctx: AppealsCtx,
  tx: AppealsTx,
  { id, number }: Pick<ReportRow, 'id' | 'number'>,
  { step, reason }: { readonly step: string; readonly reason: string },
): Promise<void> {
  await endAsking(ctx, tx, id)
  const numbered = (text: string) => text.replace('{number}', number)
  await ctx
    .use(Tasks)
    .create(tx, {
      key: `plan:${step}`,
      kind: planKind,
      subject: aboutReport(id),
      title: { ru: numbered(title.ru), be: numbered(title.be), en: numbered(title.en) },
      words: reason.slice(0, 2000),
      href: `/m/appeals/inbox/${id}`,
      to: { permission: 'appeals.coordinate' },
    })
}

/** What was asked for, and with which words: as its step says. */
export const wishOf = (tx: AppealsTx, report: string) =>
  tx.kysely
    .selectFrom('history')
    .select(['note', sql<string>`day::text`.as('day')])
    .where('report', '=', report)
    .where('kind', '=', 'PLAN_ASKED')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A wish ends with what it was about: another day was planned, another service has it, it is done. */
export async function letGoOfWish(
  ctx: AppealsCtx,
  tx: AppealsTx,
  row: ReportRow,
  set: Updateable<ReportTable>,
): Promise<Updateable<ReportTable>> {
  if (row.asked_for === null || set.asked_for) return {}
  const stands =
    set.asked_for === undefined &&
    !set.planned_for &&
    (set.department === undefined || set.department === row.department) &&
    planable(set.status ?? row.status)
  if (stands) return {}
  await endAsking(ctx, tx, row.id)
  return { asked_for: null }
}

const planable = (status: ReportStatus): boolean => (moves.agree.from as readonly ReportStatus[]).includes(status)

async function endAsking(ctx: AppealsCtx, tx: AppealsTx, report: string): Promise<void> {
  const tasks = ctx.use(Tasks)
  for (const { id, kind, state } of await tasks.of(tx, aboutReport(report)))
    if (kind === planKind && state === 'OPEN') await tasks.cancel(tx, id)
}
