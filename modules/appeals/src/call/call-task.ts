import { Deadlines, Problem, Tasks, type TaskFor, type Text } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import { reportType } from '../report/report-type.ts'

export const callKind = 'call'
const title: Text = {
  ru: 'Позвонить жителю: {number}',
  be: 'Патэлефанаваць жыхару: {number}',
  en: 'Call the resident: {number}',
}
/** In working hours. */
const within = '4wh'

export interface Call {
  /** Of this very asking. */
  readonly key: string
  /** What to say. */
  readonly words: string
}

/** Somebody of the service calls; until it has a service, whoever coordinates. */
export async function createCall(
  ctx: AppealsCtx,
  tx: AppealsTx,
  { id, number, department }: Pick<ReportRow, 'id' | 'number' | 'department'>,
  { key, words }: Call,
): Promise<boolean> {
  const due = await dueOf(ctx)
  const to: TaskFor = department === null ? { permission: 'appeals.coordinate' } : { department }
  const { created } = await ctx
    .use(Tasks)
    .create(tx, {
      key: `call:${key}`,
      kind: callKind,
      subject: `${reportType}:${id}`,
      title: {
        ru: title.ru.replace('{number}', number),
        be: title.be.replace('{number}', number),
        en: title.en.replace('{number}', number),
      },
      words,
      href: `/m/appeals/inbox/${id}`,
      to,
      ...(due ? { due } : {}),
    })
  return created
}

/** There is nothing to tell any more, or nobody to be called. */
export async function letGoOfCalls(ctx: AppealsCtx, tx: AppealsTx, report: string): Promise<void> {
  const tasks = ctx.use(Tasks)
  for (const { id, kind, state } of await tasks.of(tx, `${reportType}:${report}`))
    if ((kind === callKind || kind === 'tell') && state === 'OPEN') await tasks.cancel(tx, id)
}

/** A call does not wait for a calendar that nobody has loaded: it is asked for without a date. */
async function dueOf(ctx: AppealsCtx): Promise<Date | undefined> {
  try {
    const { deadlineProfile: profile } = settingsOf(ctx)
    return (await ctx.use(Deadlines).compute({ profile, term: within, from: ctx.clock.now() })).due
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_YEAR_MISSING') return undefined
    throw error
  }
}
