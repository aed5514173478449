import type { Lang } from '@vmeste/sdk'
import { defineEntity, p } from '@vmeste/sdk/storage'
import type { RecipientTables } from '../notifications/recipients/recipient.entity.ts'
import type { TaskTables } from '../tasks/task.entity.ts'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

/** How somebody wants to be told; whoever has chosen nothing has no row. */
export const ReachEntity = defineEntity({
  name: 'Reach',
  schema: 'civic',
  tableName: 'reach',
  properties: {
    city: city(),
    person: p.text().primary(),
    lang: p.text(),
    email: p.boolean(),
    pace: p.text(),
    quietFrom: p.integer(),
    quietUntil: p.integer(),
    changedAt: p.datetime(3),
  },
})

/** What has left the portal for somebody: each thing once, whichever host looks. */
export const ReachedEntity = defineEntity({
  name: 'Reached',
  schema: 'civic',
  tableName: 'reached',
  indexes: [{ name: 'reached_city_at_index', properties: ['city', 'at'] }],
  properties: { city: city(), person: p.text().primary(), mark: p.text().primary(), at: p.datetime(3) },
})

/** A service that work has come to while nobody was in it. */
export const UnheardEntity = defineEntity({
  name: 'Unheard',
  schema: 'civic',
  tableName: 'unheard',
  properties: { city: city(), department: p.text().primary(), since: p.datetime(3) },
})

export const paces = ['NOW', 'DAILY'] as const
export type Pace = (typeof paces)[number]

export interface ReachRow {
  person: string
  lang: Lang
  email: boolean
  pace: Pace
  /** Hours of the city's clock in which nothing but alarms leaves; the same hour twice: none are quiet. */
  quiet_from: number
  quiet_until: number
  changed_at: Date
}

export interface ReachTables extends RecipientTables, TaskTables {
  reach: ReachRow
  reached: { person: string; mark: string; at: Date }
  unheard: { department: string; since: Date }
}
