import { Accounts, Notifications, type CityTransaction, type Ctx } from '@vmeste/sdk'
import { markOnce } from './mark-once.ts'
import { fill, reachTexts } from './reach-texts.ts'
import type { ReachTables } from './reach.entity.ts'
import { isWorkingTime } from './working-time.ts'

/** Tasks that are told of in one look; whoever has more sees the list. */
const atMost = 100
const lately = 7 * 86_400_000

/**
 * A task given to whoever holds a right has nobody's name on it: the module cannot know whom to tell. Each of them hears
 * of it once, of all that is new in one notice, when the city is at work; not whom the module has told itself.
 */
export async function tellTasks(ctx: Ctx<ReachTables>): Promise<void> {
  const now = ctx.clock.now()
  if (!(await isWorkingTime(ctx, now))) return
  const tasks = await ctx.db.read
    .selectFrom('task')
    .select(['id', 'title', 'href', 'permission', 'subject', 'created_at'])
    .where('state', '=', 'OPEN')
    .where('permission', 'is not', null)
    .where('created_at', '>', new Date(now.getTime() - lately))
    .orderBy('id')
    .limit(atMost)
    .execute()
  const mine = new Map<string, typeof tasks>()
  for (const [permission, some] of Map.groupBy(tasks, (task) => task.permission!))
    for (const { person } of await ctx.use(Accounts).holders(permission))
      mine.set(person, [...(mine.get(person) ?? []), ...some])
  for (const [person, theirs] of mine) {
    const lang = (await ctx.use(Notifications).langs([person])).get(person) ?? 'ru'
    await ctx.db.transaction(async (tx) => {
      const fresh = new Set(
        await markOnce(
          tx,
          person,
          theirs.map(({ id }) => `task:${id}`),
          now,
        ),
      )
      const known = await toldByModule(tx, person, theirs)
      const told = theirs.filter((task) => fresh.has(`task:${task.id}`) && !known(task))
      const [first] = told
      if (!first) return
      const one = told.length === 1
      await ctx
        .use(Notifications)
        .send(tx, {
          event: `civic.task.told:${first.id}`,
          to: { person },
          lang,
          subject: one
            ? fill(reachTexts.oneTask, lang, { title: first.title[lang] })
            : fill(reachTexts.tasks, lang, { n: told.length }),
          text: one ? reachTexts.taskText[lang] : told.map(({ title }) => title[lang]).join('\n'),
          href: (one && first.href) || '/tasks',
          about: one ? `civic:Task:${first.id}` : 'civic:Task:list',
          urgent: true,
        })
    })
  }
}

interface Given {
  readonly subject: string
  readonly created_at: Date
}

/** Which of these tasks somebody has been told of already, by a notice about the same thing since it was asked for. */
async function toldByModule(
  tx: CityTransaction<ReachTables>,
  person: string,
  tasks: readonly Given[],
): Promise<(task: Given) => boolean> {
  const rows = await tx.kysely
    .selectFrom('notification')
    .select(['about', 'created_at'])
    .where('recipient', '=', person)
    .where('channel', '=', 'PORTAL')
    .where(
      'about',
      'in',
      tasks.map(({ subject }) => subject),
    )
    .execute()
  return ({ subject, created_at: since }) => rows.some(({ about, created_at: at }) => about === subject && at >= since)
}
