import { defineEntity, p } from '@vmeste/sdk/storage'
import type { Lang, Otherwise } from '@vmeste/sdk'

export const NotificationEntity = defineEntity({
  name: 'Notification',
  schema: 'civic',
  tableName: 'notification',
  uniques: [
    { name: 'notification_city_event_recipient_channel_unique', properties: ['city', 'event', 'recipient', 'channel'] },
  ],
  indexes: [
    {
      name: 'notification_inbox_index',
      expression: `create index notification_inbox_index on civic.notification (city, recipient, id desc)`,
    },
    {
      name: 'notification_waiting_index',
      expression: `create index notification_waiting_index on civic.notification (city, next_at) where next_at is not null`,
    },
    { name: 'notification_city_about_index', properties: ['city', 'about'] },
    {
      name: 'notification_failed_index',
      expression: `create index notification_failed_index on civic.notification (city, failed_at) where failed_at is not null`,
    },
    {
      name: 'notification_fold_index',
      expression:
        `create index notification_fold_index on civic.notification (city, recipient, fold) ` +
        `where fold is not null and read_at is null`,
    },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    event: p.text(),
    recipient: p.text(),
    channel: p.text(),
    lang: p.text(),
    subject: p.text(),
    text: p.text(),
    href: p.text().nullable(),
    about: p.text(),
    createdAt: p.datetime(3),
    sentAt: p.datetime(3).nullable(),
    via: p.text().nullable(),
    readAt: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    nextAt: p.datetime(3).nullable(),
    error: p.text().nullable(),
    asks: p.boolean().default(false),
    releasedAt: p.datetime(3).nullable(),
    fold: p.text().nullable(),
    folded: p.integer().default(0),
    opens: p.boolean().default(false),
    urgent: p.boolean().default(false),
    failedAt: p.datetime(3).nullable(),
    gatewayId: p.text().nullable(),
    task: p.uuid().nullable(),
    otherwise: p.json().nullable(),
    delays: p.integer().default(0),
  },
})

/** `PORTAL` is the inbox inside the city's portal, of people who sign in. */
export const channels = ['PORTAL', 'EMAIL', 'SMS'] as const
export type Channel = (typeof channels)[number]

export interface NotificationRow {
  /** Version 7: sorted by time. */
  id: string
  event: string
  /** A person's key, an address or a number, by the channel. */
  recipient: string
  channel: Channel
  lang: Lang
  subject: string
  text: string
  /** Path inside the city's portal. */
  href: string | null
  about: string
  created_at: Date
  sent_at: Date | null
  /** How it left: `portal`, `smtp`, `sms-http`, … */
  via: string | null
  read_at: Date | null
  attempts: number
  /** When to try sending; nothing when it has left or was given up. */
  next_at: Date | null
  /**
   * Code of what went wrong last, never words: those may name the recipient. `UNCONFIRMED` waits for the recipient's
   * yes, `REFUSED` met their no, `STOPPED` their no to this one thing, `HELD_BACK` waits for its hour.
   */
  error: string | null
  /** Asks the recipient whether news are wanted: the only letter that leaves before they said yes. */
  asks: boolean
  /** When the recipient's yes let it go. */
  released_at: Date | null
  /** What makes it alike with others, where much of its kind may come. */
  fold: string | null
  /** How many it stands for; 0 for one that stands for itself. */
  folded: number
  /** Its link opens what it is about: it waits for a yes to that. */
  opens: boolean
  /** An alarm: outside the portal it waits for no hour. */
  urgent: boolean
  /** When it was given up, or came back. */
  failed_at: Date | null
  /** What the gateway calls it. */
  gateway_id: string | null
  /** Who is asked to tell it instead. */
  task: string | null
  /** What is to happen when it cannot be brought; nothing said, whoever the city has named is asked. */
  otherwise: (Otherwise & { readonly none?: true }) | null
  /** How often a mail server has said that it is late. */
  delays: number
}

/** The table as queries see it; the city is set and filtered by the database. */
export interface NotificationTables {
  notification: NotificationRow
}
