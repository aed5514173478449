import { readFileSync } from 'node:fs'
import { Directory, Notifications, TextMessages, z, type Ctx } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import type { BounceBox } from './bounces/bounce-box.ts'
import { BouncesMigration } from './bounces/bounces.migration.ts'
import { readBounces, type BounceLog } from './bounces/read-bounces.job.ts'
import { CityNotifications } from './city-notifications.ts'
import { CityTextMessages } from './city-text-messages.ts'
import { notificationsPersonalData } from './notifications-personal-data.ts'
import { NotificationEntity } from './notification.entity.ts'
import { NotificationsMigration } from './notifications.migration.ts'
import { FoldNotificationsMigration } from './fold-notifications.migration.ts'
import { DeliveriesMigration } from './deliveries.migration.ts'
import { forgetRecipients } from './recipients/forget-recipients.ts'
import { OwnedThingEntity } from './recipients/owned-thing.entity.ts'
import { OwnedThingsMigration } from './recipients/owned-things.migration.ts'
import { ownedThingsPersonalData } from './recipients/owned-things-personal-data.ts'
import { RecipientKeys } from './recipients/recipient-keys.ts'
import { RecipientChoicesMigration } from './recipients/recipient-choices.migration.ts'
import { RecipientBoxesMigration } from './recipients/recipient-boxes.migration.ts'
import { RecipientEntity, type RecipientTables } from './recipients/recipient.entity.ts'
import { recipientsPersonalData } from './recipients/recipients-personal-data.ts'
import { RecipientsMigration } from './recipients/recipients.migration.ts'
import { recipientRoutes } from './recipients/recipients.routes.ts'
import { StoppedThingEntity } from './recipients/stopped-thing.entity.ts'
import { stoppedThingsPersonalData } from './recipients/stopped-things-personal-data.ts'
import { notificationResolvers } from './notifications.resolvers.ts'
import { RewordNotificationsMigration } from './reword-notifications.migration.ts'
import { RetractMigration } from './retract.migration.ts'
import { RetractAllMigration } from './retract-all.migration.ts'
import { sendNotifications, type Gateways } from './send-notifications.job.ts'

/** The mailbox that letters come back to, and who hears that it cannot be read. */
interface ComingBack {
  readonly box: BounceBox
  readonly log: BounceLog
}

interface Mail {
  readonly back: ComingBack | undefined
  /** A mail server comes later, and letters wait for it. */
  readonly mailLater: boolean | undefined
}

export const notificationsPart = (gateways: Gateways, { back, mailLater }: Mail): Part => ({
  entities: [NotificationEntity, RecipientEntity, StoppedThingEntity, OwnedThingEntity],
  migrations: [
    { name: '0004-notifications', class: NotificationsMigration },
    { name: '0030-recipients', class: RecipientsMigration },
    { name: '0090-recipient-boxes', class: RecipientBoxesMigration },
    { name: '0130-reword-notifications', class: RewordNotificationsMigration },
    { name: '0151-retract', class: RetractMigration },
    { name: '0171-recipient-choices', class: RecipientChoicesMigration },
    { name: '0172-retract-all', class: RetractAllMigration },
    { name: '0180-fold-notifications', class: FoldNotificationsMigration },
    { name: '0190-owned-things', class: OwnedThingsMigration },
    { name: '0200-deliveries', class: DeliveriesMigration },
    { name: '0201-bounces', class: BouncesMigration },
  ],
  lends: [
    {
      port: Notifications,
      functions: [
        'notify',
        'notify_folding',
        'notice_opens',
        'notice_otherwise',
        'own_deliveries',
        'forget_notifications',
        'reword_notifications',
        'retract_notifications',
        'disown_thing',
        'prove_recipient',
      ],
    },
  ],
  routes: recipientRoutes,
  typeDefs: readFileSync(new URL('notifications.graphql', import.meta.url), 'utf8'),
  resolvers: notificationResolvers,
  emits: { 'civic.notice.undelivered@1': z.object({ about: z.string(), task: z.uuid() }) },
  permissions: {
    'civic.notifications.read': {
      title: { ru: 'Читать свои уведомления', be: 'Чытаць свае апавяшчэнні', en: 'Read one’s own notifications' },
      default: ['citizen'],
    },
    'civic.outbox.read': {
      title: {
        ru: 'Смотреть исходящие письма демонстрации',
        be: 'Глядзець выходныя лісты дэманстрацыі',
        en: 'See the outgoing letters of a demonstration',
      },
      default: ['city-admin'],
    },
  },
  services: (scope) => {
    scope.bind(RecipientKeys, () => new RecipientKeys(scope.city, scope.key('recipients')))
    scope.bind(
      Notifications,
      () =>
        new CityNotifications({
          city: scope.city,
          clock: scope.clock,
          db: scope.db,
          keys: () => scope.get(RecipientKeys),
          mail: mailLater === true || gateways.mail !== undefined,
          texts: () => scope.get(TextMessages),
          directory: () => scope.get(Directory),
        }),
    )
    scope.bind(
      TextMessages,
      () =>
        new CityTextMessages({
          city: scope.city,
          sms: gateways.sms(scope),
          db: scope.db,
          notifications: scope.get(Notifications),
          clock: scope.clock,
          keys: () => scope.get(RecipientKeys),
        }),
    )
  },
  jobs: {
    'send-notifications': { cron: '* * * * *', run: (ctx) => sendNotifications(ctx, gateways) },
    ...(back && {
      'read-bounces': { cron: '* * * * *', run: (ctx: Ctx<RecipientTables>) => readBounces(ctx, back.box, back.log) },
    }),
    'forget-recipients': { cron: '29 2 * * *', run: forgetRecipients },
  },
  personalData: [notificationsPersonalData, recipientsPersonalData, stoppedThingsPersonalData, ownedThingsPersonalData],
})
