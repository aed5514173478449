import { Deadlines, Problem, type Job } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import { tendLookTask } from './look-task.ts'

const batch = 200

/** Every quarter of an hour: by when each look is due, and a task for the duty about what is late. */
export const lookReminder: Job = {
  cron: '*/15 * * * *',
  run: async (ctx) => {
    while ((await countDues(ctx)) === batch);
    await tendLookTask(ctx)
  },
}

/** Counted here and not at intake: nobody who sends a report waits for a calendar. */
async function countDues(ctx: AppealsCtx): Promise<number> {
  const { deadlineProfile: profile, lookHours } = settingsOf(ctx)
  const rows = await ctx.db.read
    .selectFrom('report')
    .select(['id', 'waiting_since'])
    .where('waiting_since', 'is not', null)
    .where('look_due', 'is', null)
    .orderBy('waiting_since')
    .limit(batch)
    .execute()
  const dues: { id: string; due: Date }[] = []
  for (const { id, waiting_since: from } of rows) {
    try {
      dues.push({ id, due: (await ctx.use(Deadlines).compute({ profile, term: `${lookHours}wh`, from: from! })).due })
    } catch (error) {
      // the city has yet to load the calendar of that year
      if (!(error instanceof Problem) || error.code !== 'CALENDAR_YEAR_MISSING') throw error
    }
  }
  if (dues.length === 0) return 0
  await ctx.db.transaction(async (tx) => {
    for (const { id, due } of dues)
      await tx.kysely
        .updateTable('report')
        .set({ look_due: due })
        .where('id', '=', id)
        .where('waiting_since', 'is not', null)
        .execute()
  })
  return dues.length
}
