import { parseInput, Problem, z, type Ctx } from '@vmeste/sdk'
import type { NotificationRow, NotificationTables } from './notification.entity.ts'

export interface Page {
  readonly first: number
  readonly before?: string | null
}

const limitOf = (page: Page): number => Math.min(Math.max(page.first, 1), 100)

/** What the acting person was told inside the portal. */
export async function myNotifications(ctx: Ctx<NotificationTables>, page: Page): Promise<NotificationRow[]> {
  let query = ctx.db.read
    .selectFrom('notification')
    .selectAll()
    .where('recipient', '=', ctx.person().key)
    .where('channel', '=', 'PORTAL')
  if (page.before) query = query.where('id', '<', page.before)
  return query.orderBy('id', 'desc').limit(limitOf(page)).execute()
}

export async function unreadNotifications(ctx: Ctx<NotificationTables>): Promise<number> {
  const { count } = await ctx.db.read
    .selectFrom('notification')
    .select((on) => on.fn.countAll<number>().as('count'))
    .where('recipient', '=', ctx.person().key)
    .where('channel', '=', 'PORTAL')
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** @returns how many were unread before; others' notifications are left alone */
export async function markNotificationsRead(ctx: Ctx<NotificationTables>, value: unknown): Promise<number> {
  const ids = parseInput(z.array(z.uuid()).max(100), value, ctx.lang, 'ids')
  if (ids.length === 0) return 0
  return ctx.db.transaction(async (tx) => {
    const done = await tx.kysely
      .updateTable('notification')
      .set({ read_at: ctx.clock.now() })
      .where('id', 'in', ids)
      .where('recipient', '=', ctx.person().key)
      .where('channel', '=', 'PORTAL')
      .where('read_at', 'is', null)
      .executeTakeFirst()
    return Number(done.numUpdatedRows)
  })
}

/** The letters of a demonstration. Elsewhere letters belong to their recipients alone. */
export async function outbox(ctx: Ctx<NotificationTables>, page: Page): Promise<NotificationRow[]> {
  if (!ctx.city.demonstration) throw notADemonstration()
  let query = ctx.db.read.selectFrom('notification').selectAll().where('channel', '<>', 'PORTAL')
  if (page.before) query = query.where('id', '<', page.before)
  return query.orderBy('id', 'desc').limit(limitOf(page)).execute()
}

const notADemonstration = () =>
  new Problem(
    'OUTBOX_ONLY_IN_DEMONSTRATION',
    {
      ru: 'Исходящие письма видны только в демонстрации.',
      be: 'Выходныя лісты відаць толькі ў дэманстрацыі.',
      en: 'Outgoing letters can be seen in a demonstration only.',
    },
    { kind: 'notAllowed' },
  )
