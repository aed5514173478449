import { Deadlines, localDay, Notifications, Problem, Tasks, type Job } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import { dutyOf } from './comment-duty.ts'
import { lateTexts } from './late-texts.ts'

/** The queue as a whole: one task at a time is about it. */
const about = 'ratings:Look:queue'
const href = '/m/ratings/comments?q=TO_READ'

/** Every quarter of an hour: comments that wait longer than the norm are one task; an empty queue ends it by itself. */
export const lateComments: Job = {
  cron: '*/15 * * * *',
  run: async (ctx) => {
    try {
      await tend(ctx)
    } catch (error) {
      // the city has yet to load the calendar of that year: nothing has a due till then
      if (!(error instanceof Problem) || error.code !== 'CALENDAR_YEAR_MISSING') throw error
    }
  },
}

async function tend(ctx: RatingsCtx): Promise<void> {
  const now = ctx.clock.now()
  const tasks = ctx.use(Tasks)
  const since = await oldest(ctx)
  if (!since) return ctx.db.transaction((tx) => tasks.settle(tx, about))
  const deadlines = ctx.use(Deadlines)
  const { due } = await deadlines.compute({ profile: 'generic', term: `${settingsOf(ctx).lookHours}wh`, from: since })
  if (due > now || !(await deadlines.isWorkingTime(now))) return
  const duty = await dutyOf(ctx)
  const day = localDay(now, ctx.city.timezone)
  await ctx.db.transaction(async (tx) => {
    await tasks.stand(tx, {
      key: `look:${day}`,
      kind: 'look',
      subject: about,
      title: duty.gone ? lateTexts.titleWhenGone : lateTexts.title,
      href,
      to: duty.to,
      due,
    })
    for (const person of duty.people)
      await ctx.use(Notifications).send(tx, {
        // one a person and day, however often this runs and on how many hosts
        event: `ratings.look.late:${day}`,
        to: { person },
        lang: 'ru',
        subject: lateTexts.subject.ru,
        text: lateTexts.text.ru,
        href,
        about,
      })
  })
}

/** Since when the oldest waits; where the city shows no comments nothing does. */
async function oldest(ctx: RatingsCtx): Promise<Date | undefined> {
  if (settingsOf(ctx).publish === 'never') return undefined
  const row = await ctx.db.read
    .selectFrom('rating')
    .select('updated_at')
    .where('comment_state', '=', 'CHECKING')
    .orderBy('updated_at')
    .limit(1)
    .executeTakeFirst()
  return row?.updated_at
}
