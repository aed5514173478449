import { Deadlines, Directory, localDay, Notifications, Problem, type Job, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'

const batch = 200

/** Every quarter of an hour: by when each look is due, and once a day a word to the duty about what is late. */
export const lookReminder: Job = {
  cron: '*/15 * * * *',
  run: async (ctx) => {
    while ((await countDues(ctx)) === batch);
    await remind(ctx)
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

async function remind(ctx: AppealsCtx): Promise<void> {
  const now = ctx.clock.now()
  const late = await ctx.db.read
    .selectFrom('report')
    .select((eb) => [
      eb.fn.countAll<string>().as('count'),
      sql<string[]>`coalesce(array_agg(distinct department) filter (where department is not null), '{}')`.as(
        'services',
      ),
    ])
    .where('waiting_since', 'is not', null)
    .where('look_due', '<', now)
    .executeTakeFirstOrThrow()
  if (Number(late.count) === 0) return
  const people = await duty(ctx, late.services)
  const day = localDay(now, ctx.city.timezone)
  await ctx.db.transaction(async (tx) => {
    for (const person of people)
      await ctx.use(Notifications).send(tx, {
        // one a person and day, however often this runs and on how many hosts
        event: `appeals.look.late:${day}`,
        to: { person },
        lang: 'ru',
        subject: subject.ru,
        text: text.ru.replace('{count}', late.count),
        href: '/m/appeals/reports?toLook=true',
        about: 'appeals:Look:late',
      })
  })
}

/** The named duty; without one whoever has looked in the last month, and the services whose reports wait. */
async function duty(ctx: AppealsCtx, services: readonly string[]): Promise<ReadonlySet<string>> {
  const directory = ctx.use(Directory)
  const named = settingsOf(ctx).lookDuty
  const members = async (code: string) => {
    const department = await directory.departmentByCode(code)
    return department ? (await directory.membersOf(department.id)).map((one) => one.person) : []
  }
  if (named) return new Set(await members(named.toUpperCase()))
  const lately = await ctx.db.read
    .selectFrom('look')
    .select('actor')
    .distinct()
    .where('at', '>', new Date(ctx.clock.now().getTime() - 30 * 86_400_000))
    .limit(50)
    .execute()
  const theirs = await Promise.all(services.slice(0, 50).map(members))
  return new Set([...lately.map((one) => one.actor), ...theirs.flat()].slice(0, 200))
}
