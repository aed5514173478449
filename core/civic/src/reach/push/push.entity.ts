import type { Lang } from '@vmeste/sdk'
import { defineEntity, p } from '@vmeste/sdk/storage'
import type { ReachTables } from '../reach.entity.ts'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

/** A browser that wants to be told: all that is for a person, or one thing. */
export const PushSubscriptionEntity = defineEntity({
  name: 'PushSubscription',
  schema: 'civic',
  tableName: 'push_subscription',
  uniques: [{ name: 'push_subscription_once_unique', properties: ['city', 'whose', 'endpoint'] }],
  properties: {
    city: city(),
    id: p.uuid().primary(),
    whose: p.text(),
    thing: p.boolean(),
    endpoint: p.text(),
    p256dh: p.text(),
    auth: p.text(),
    lang: p.text(),
    href: p.text(),
    aliveAt: p.datetime(3),
  },
})

/** What waits to be pushed, and for three days what has been. */
export const PushOutEntity = defineEntity({
  name: 'PushOut',
  schema: 'civic',
  tableName: 'push_out',
  uniques: [{ name: 'push_out_once_unique', properties: ['city', 'subscription', 'event'] }],
  indexes: [
    {
      name: 'push_out_waiting_index',
      expression: 'create index push_out_waiting_index on civic.push_out (city, next_at) where next_at is not null',
    },
  ],
  properties: {
    city: city(),
    id: p.uuid().primary(),
    subscription: p.uuid(),
    event: p.text(),
    what: p.text(),
    urgent: p.boolean(),
    createdAt: p.datetime(3),
    nextAt: p.datetime(3).nullable(),
    sentAt: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    error: p.text().nullable(),
  },
})

export interface PushSubscriptionRow {
  id: string
  /** Key of a person, or reference of the one thing it follows. */
  whose: string
  thing: boolean
  endpoint: string
  p256dh: string
  auth: string
  lang: Lang
  /** Where it leads. */
  href: string
  /** When it was made or last took something. */
  alive_at: Date
}
export interface PushOutRow {
  id: string
  subscription: string
  event: string
  /** A number of a case, or how much there is. */
  what: string
  urgent: boolean
  created_at: Date
  next_at: Date | null
  sent_at: Date | null
  attempts: number
  error: string | null
}
export interface PushTables extends ReachTables {
  push_subscription: PushSubscriptionRow
  push_out: PushOutRow
}
