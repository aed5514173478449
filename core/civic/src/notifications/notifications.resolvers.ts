import type { Ctx, ResolverMap, Text } from '@vmeste/sdk'
import { markNotificationsRead, myNotifications, outbox, unreadNotifications, type Page } from './inbox.ts'
import { isInvented } from './invented-recipient.ts'
import { maskRecipient } from './mask-recipient.ts'
import type { TasksCtx } from '../tasks/whose-tasks.ts'
import { paperLetter } from './paper-letter.ts'
import type { NotificationRow, NotificationTables } from './notification.entity.ts'

type Context = Ctx<NotificationTables>

/**
 * What stands in the place of words that are only for whoever they were written to: there may be a secret link or a
 * code among them.
 */
const notForEyes = {
  subject: { ru: 'Письмо живому человеку', be: 'Ліст жывому чалавеку', en: 'A letter to a real person' },
  text: {
    ru: 'Отсюда оно не ушло, и прочитать его здесь нельзя: показываются только письма вымышленным людям.',
    be: 'Адсюль ён не адправіўся, і прачытаць яго тут нельга: паказваюцца толькі лісты выдуманым людзям.',
    en: 'It did not leave, and it cannot be read here: only letters to invented people are shown.',
  },
} satisfies Record<string, Text>

const dates = { createdAt: (row: NotificationRow) => row.created_at, readAt: (row: NotificationRow) => row.read_at }

export const notificationResolvers: ResolverMap = {
  Query: {
    myNotifications: (_: unknown, page: Page, ctx: Context) => myNotifications(ctx, page),
    unreadNotifications: (_: unknown, __: unknown, ctx: Context) => unreadNotifications(ctx),
    paperLetter: (_: unknown, { id }: { id: string }, ctx: TasksCtx) => paperLetter(ctx, id),
    outbox: (_: unknown, page: Page, ctx: Context) => outbox(ctx, page),
  },
  Notification: dates,
  OutboxLetter: {
    createdAt: dates.createdAt,
    sentAt: (row: NotificationRow) => row.sent_at,
    recipient: (row: NotificationRow) => maskRecipient(row.recipient),
    subject: (row: NotificationRow, _: unknown, ctx: Context) =>
      isInvented(row.recipient) ? row.subject : ctx.say(notForEyes.subject),
    text: (row: NotificationRow, _: unknown, ctx: Context) =>
      isInvented(row.recipient) ? row.text : ctx.say(notForEyes.text),
    href: (row: NotificationRow) => (isInvented(row.recipient) ? row.href : null),
  },
  Mutation: {
    markNotificationsRead: async (_: unknown, args: { ids: unknown }, ctx: Context) => {
      const count = await markNotificationsRead(ctx, args.ids)
      return { __typename: 'NotificationsRead', count, unread: await unreadNotifications(ctx) }
    },
  },
}
