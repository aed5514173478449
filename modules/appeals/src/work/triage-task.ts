import { Deadlines, localDay, Problem, Tasks, type Text } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'

/** The queue as a whole: one task at a time is about it. */
const about = 'appeals:Triage:queue'

const title: Text = { ru: 'Разобрать новые сообщения', be: 'Разабраць новыя паведамленні', en: 'Sort the new reports' }

/**
 * What nobody has passed on has no service that could be told of it: while some of it stands, it is one task of
 * whoever may pass it on, a new one each working day, so that they hear of it every day it lasts.
 */
export async function tendTriageTask(ctx: AppealsCtx): Promise<void> {
  const now = ctx.clock.now()
  const waits = await ctx.db.read
    .selectFrom('report')
    .select('id')
    .where('status', 'in', ['NEW', 'MODERATION'])
    .limit(1)
    .executeTakeFirst()
  const tasks = ctx.use(Tasks)
  if (!waits) return ctx.db.transaction((tx) => tasks.settle(tx, about))
  if (!(await isWorkingTime(ctx, now))) return
  const key = `triage:${localDay(now, ctx.city.timezone)}`
  await ctx.db.transaction(async (tx) => {
    for (const task of await tasks.of(tx, about))
      if (task.state === 'OPEN' && task.key !== key) await tasks.cancel(tx, task.id)
    await tasks.stand(tx, {
      key,
      kind: 'triage',
      subject: about,
      title,
      href: '/m/appeals/inbox?q=triage',
      to: { permission: 'appeals.coordinate' },
    })
  })
}

/** While the year's calendar is missing a report in triage stands out of hours too: nobody else hears of it. */
async function isWorkingTime(ctx: AppealsCtx, at: Date): Promise<boolean> {
  try {
    return await ctx.use(Deadlines).isWorkingTime(at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_YEAR_MISSING') return true
    throw error
  }
}
