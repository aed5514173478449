import type { Ctx, ResolverMap } from '@vmeste/sdk'
import { markNotificationsRead, myNotifications, outbox, unreadNotifications, type Page } from './inbox.ts'
import { maskRecipient } from './mask-recipient.ts'
import type { NotificationRow, NotificationTables } from './notification.entity.ts'

type Context = Ctx<NotificationTables>

const dates = {
  createdAt: (row: NotificationRow) => row.created_at,
  readAt: (row: NotificationRow) => row.read_at,
}

export const notificationResolvers: ResolverMap = {
  Query: {
    myNotifications: (_: unknown, page: Page, ctx: Context) => myNotifications(ctx, page),
    unreadNotifications: (_: unknown, __: unknown, ctx: Context) => unreadNotifications(ctx),
    outbox: (_: unknown, page: Page, ctx: Context) => outbox(ctx, page),
  },
  Notification: dates,
  OutboxLetter: {
    createdAt: dates.createdAt,
    sentAt: (row: NotificationRow) => row.sent_at,
    recipient: (row: NotificationRow) => maskRecipient(row.recipient),
  },
  Mutation: {
    markNotificationsRead: async (_: unknown, args: { ids: unknown }, ctx: Context) => {
      const count = await markNotificationsRead(ctx, args.ids)
      return { __typename: 'NotificationsRead', count, unread: await unreadNotifications(ctx) }
    },
  },
}
