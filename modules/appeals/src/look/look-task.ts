import { Deadlines, localDay, Notifications, Problem, Tasks, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { dutyOf } from './look-duty.ts'

/** The queue as a whole: one task at a time is about it. */
const about = 'appeals:Look:queue'

const title: Text = { ru: 'Проверить слова жителей', be: 'Праверыць словы жыхароў', en: 'Check the words of residents' }
const subject: Text = {
  ru: 'Слова жителей ждут проверки',
  be: 'Словы жыхароў чакаюць праверкі',
  en: 'Words of residents wait for a check',
}
const text: Text = {
  ru: 'Дольше нормы ждут сообщений: {count}. Пока не проверим, другие жители их не прочтут.',
  be: 'Даўжэй за норму чакаюць паведамленняў: {count}. Пакуль не праверым, іншыя жыхары іх не прачытаюць.',
  en: 'Reports waiting longer than the norm: {count}. Until they are checked, other residents cannot read them.',
}
/** The service that was named is closed, or nobody is in it: whoever sees the task can have another one named. */
const titleWhenGone: Text = {
  ru: 'Проверить слова жителей. В назначенной службе никого нет: выберите другую в настройках',
  be: 'Праверыць словы жыхароў. У прызначанай службе нікога няма: выберыце іншую ў наладах',
  en: 'Check the words of residents. Nobody is in the service that was named: choose another in the settings',
}

/**
 * What waits longer than the norm becomes one task of the duty, in working hours; the duty is told once a day while it
 * stands. An empty queue ends it by itself, at any hour.
 */
export async function tendLookTask(ctx: AppealsCtx): Promise<void> {
  const now = ctx.clock.now()
  const queue = await ctx.db.read
    .selectFrom('report')
    .select((eb) => [
      eb.fn.countAll<string>().as('waiting'),
      sql<string>`count(*) filter (where look_due < ${now})`.as('late'),
      sql<Date | null>`min(look_due)`.as('due'),
      sql<
        string[]
      >`coalesce(array_agg(distinct department) filter (where look_due < ${now} and department is not null), '{}')`.as(
        'services',
      ),
    ])
    .where('waiting_since', 'is not', null)
    .executeTakeFirstOrThrow()
  const tasks = ctx.use(Tasks)
  if (Number(queue.waiting) === 0) return ctx.db.transaction((tx) => tasks.settle(tx, about))
  if (Number(queue.late) === 0 || !(await isWorkingTime(ctx, now))) return
  const duty = await dutyOf(ctx, queue.services)
  const day = localDay(now, ctx.city.timezone)
  await ctx.db.transaction(async (tx) => {
    await tasks.stand(tx, {
      key: `look:${day}`,
      kind: 'look',
      subject: about,
      title: duty.gone ? titleWhenGone : title,
      href: '/m/appeals/look',
      to: duty.to,
      ...(queue.due ? { due: queue.due } : {}),
    })
    for (const person of duty.people)
      await ctx.use(Notifications).send(tx, {
        // one a person and day, however often this runs and on how many hosts
        event: `appeals.look.late:${day}`,
        to: { person },
        lang: 'ru',
        subject: subject.ru,
        text: text.ru.replace('{count}', queue.late),
        href: '/m/appeals/look',
        about,
        urgent: true,
      })
  })
}

/** While the year's calendar is missing nobody is reminded: no look has a due either. */
async function isWorkingTime(ctx: AppealsCtx, at: Date): Promise<boolean> {
  try {
    return await ctx.use(Deadlines).isWorkingTime(at)
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_YEAR_MISSING') return false
    throw error
  }
}
