import {
  Deadlines,
  Directory,
  Problem,
  Tasks,
  type CityTransaction,
  type Ctx,
  type TaskFor,
  type Text,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { messageSettingsOf } from '../messages/message-settings.ts'
import type { NotificationRow } from './notification.entity.ts'
import { wholeText } from './letter-text.ts'
import { paperPath } from './paper-letter.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

type Tx = CityTransaction<RecipientTables>
type Within = Pick<Ctx, 'use' | 'clock' | 'settings'>

/** The right whose holders call where the city has named no service. */
const callRight: TaskFor = { permission: 'civic.calls' }
/** In working hours. */
const within = '4wh'
const mostWords = 2_000

const titles: Readonly<Record<'call' | 'tell' | 'letter', Text>> = {
  call: {
    ru: 'Позвонить: сообщение на телефон не дошло',
    be: 'Патэлефанаваць: паведамленне на тэлефон не дайшло',
    en: 'Call: the message to a phone did not arrive',
  },
  tell: {
    ru: 'Сообщить иначе: письмо не дошло',
    be: 'Паведаміць інакш: ліст не дайшоў',
    en: 'Tell another way: the letter did not arrive',
  },
  letter: {
    ru: 'Отправить письмо по почте: на электронный адрес не дошло',
    be: 'Адправіць ліст па пошце: на электронны адрас не дайшло',
    en: 'Send a letter by post: the e-mail did not arrive',
  },
}

/**
 * Messages that will not leave any more, or have come back: they say so, and a person is asked to tell what they said.
 * In the transaction that gives them up, so that none is forgotten in between; asked once for one message, and while
 * somebody has still to be called about a thing, what else they should hear goes into the same task.
 */
export async function giveUp(ctx: Within, tx: Tx, rows: readonly NotificationRow[], error: string): Promise<void> {
  const now = ctx.clock.now()
  for (const row of rows) {
    const task = row.asks || row.otherwise?.none || row.channel === 'PORTAL' ? null : await askSomebody(ctx, tx, row)
    await tx.kysely
      .updateTable('notification')
      .set({ next_at: null, error, failed_at: now, ...(task && { task }) })
      .where('id', '=', row.id)
      .execute()
  }
}

async function askSomebody(ctx: Within, tx: Tx, row: NotificationRow): Promise<string> {
  const tasks = ctx.use(Tasks)
  const before = await tx.kysely
    .selectFrom('notification')
    .select('task')
    .where('about', '=', row.about)
    .where('recipient', '=', row.recipient)
    .where('task', 'is not', null)
    .orderBy('failed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const open = before?.task ? await tasks.find(tx, before.task) : undefined
  if (open?.state === 'OPEN') {
    // tasks are civic's own; a module's word goes by the port
    await sql`update civic.task set words = left(concat_ws(e'\n\n', words, ${wholeText(row)}::text), ${mostWords}::int)
      where id = ${open.id}::uuid`.execute(tx.kysely)
    return open.id
  }
  const due = await dueOf(ctx)
  const kind = row.channel === 'SMS' ? 'call' : row.otherwise?.post ? 'letter' : 'tell'
  const href = kind === 'letter' ? paperPath(row.id) : row.otherwise?.href
  const { id } = await tasks.create(tx, {
    key: `undelivered:${row.id}`,
    kind,
    subject: row.about,
    title: row.otherwise?.title ?? titles[kind],
    // where there is a page to read up on it, the address stays there
    ...(href ? { words: wholeText(row), href } : { words: `${row.recipient}\n\n${wholeText(row)}` }),
    to: row.otherwise?.to ?? (await whoCalls(ctx)),
    ...(due ? { due } : {}),
  })
  tx.emit({ type: 'civic.notice.undelivered@1', subject: row.about, data: { about: row.about, task: id } })
  return id
}

async function whoCalls(ctx: Within): Promise<TaskFor> {
  const code = messageSettingsOf(ctx).callDepartment
  return code !== '' && (await ctx.use(Directory).departmentByCode(code)) ? { department: code } : callRight
}

/** A call does not wait for a calendar that nobody has loaded: it is asked for without a date. */
async function dueOf(ctx: Within): Promise<Date | undefined> {
  try {
    return (await ctx.use(Deadlines).compute({ profile: 'generic', term: within, from: ctx.clock.now() })).due
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_YEAR_MISSING') return undefined
    throw error
  }
}
