import { isUuid, Problem, type Ctx, type Lang, type Text } from '@vmeste/sdk'
import { isTheirs, whoseTasks, type TasksCtx } from '../tasks/whose-tasks.ts'
import type { NotificationTables } from './notification.entity.ts'

export interface PaperLetter {
  readonly id: string
  readonly lang: Lang
  readonly name: string | null
  readonly address: string
  readonly subject: string
  readonly text: string
  /** Last line, in the language of the letter. */
  readonly closing: string
}

const closing: Text = {
  ru: 'Ответить можно на портале города или в службе, которая указана в письме.',
  be: 'Адказаць можна на партале горада або ў службе, якая названа ў лісце.',
  en: 'You can answer on the city’s portal, or at the department named in the letter.',
}

/** Where a letter on paper is printed. */
export const paperPath = (id: string): string => `/tasks?letter=${id}`

/**
 * A letter that has to go by post, for whoever is asked to send it.
 *
 * @throws Problem `LETTER_UNKNOWN` when there is none, or its task is somebody else's
 */
export async function paperLetter(ctx: TasksCtx, id: string): Promise<PaperLetter> {
  const whose = await whoseTasks(ctx)
  const row = isUuid(id)
    ? await (ctx as unknown as Ctx<NotificationTables>).db.read
        .selectFrom('notification')
        .select(['id', 'lang', 'subject', 'text', 'otherwise', 'task'])
        .where('id', '=', id)
        .where('task', 'is not', null)
        .executeTakeFirst()
    : undefined
  const post = row?.otherwise?.post
  const theirs =
    post &&
    (await ctx.db.read
      .selectFrom('task')
      .select('id')
      .where('id', '=', row.task)
      .where(isTheirs(whose))
      .executeTakeFirst())
  if (!theirs) throw unknown()
  const { lang, subject, text } = row
  return { id: row.id, lang, name: post.name ?? null, address: post.address, subject, text, closing: closing[lang] }
}

const unknown = () =>
  new Problem(
    'LETTER_UNKNOWN',
    {
      ru: 'Такого письма у вас нет. Может быть, задачу передали другим.',
      be: 'Такога ліста ў вас няма. Можа быць, задачу перадалі іншым.',
      en: 'You have no such letter. Its task may have been passed to others.',
    },
    { kind: 'notFound' },
  )
