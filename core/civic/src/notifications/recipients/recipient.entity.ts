import { defineEntity, p } from '@vmeste/sdk/storage'
import type { NotificationTables } from '../notification.entity.ts'
import type { OwnedThingRow } from './owned-thing.entity.ts'
import type { StoppedThingRow } from './stopped-thing.entity.ts'

/** What the platform remembers of an address or a number: by a keyed hash, never as it is written. */
export const RecipientEntity = defineEntity({
  name: 'Recipient',
  schema: 'civic',
  tableName: 'recipient',
  indexes: [
    {
      name: 'recipient_city_person_index',
      expression: 'create index recipient_city_person_index on civic.recipient (city, person) where person is not null',
    },
    { name: 'recipient_city_box_index', properties: ['city', 'box'] },
  ],
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    hash: p.text().primary(),
    askedAt: p.datetime(3).nullable(),
    confirmedAt: p.datetime(3).nullable(),
    refusedAt: p.datetime(3).nullable(),
    person: p.text().nullable(),
    hourFrom: p.datetime(3).nullable(),
    hourCount: p.integer().default(0),
    createdAt: p.datetime(3),
    box: p.text().nullable(),
    asks: p.integer().default(0),
    lastAskAt: p.datetime(3).nullable(),
    code: p.text().nullable(),
    codeUntil: p.datetime(3).nullable(),
    codeTries: p.integer().default(0),
    bouncedAt: p.datetime(3).nullable(),
  },
})

export interface RecipientRow {
  hash: string
  /** When it was last asked whether news are wanted; the link in that letter is good from here on. */
  asked_at: Date | null
  confirmed_at: Date | null
  /** «Больше не писать»: stays, or the next stranger would have it written to again. */
  refused_at: Date | null
  /** Key of the person whose account proved the address; nothing when a link did. */
  person: string | null
  /** The hour that is counted, and what has left in it. */
  hour_from: Date | null
  hour_count: number
  created_at: Date
  /** What the box is called in `core.asked_box`; nothing in rows older than that, until they are written to again. */
  box: string | null
  /** How often the box was asked since it was first asked this month, and when last. */
  asks: number
  last_ask_at: Date | null
  /** Keyed hash of the code that has gone to this telephone, until when it is good, how often it was tried. */
  code: string | null
  code_until: Date | null
  code_tries: number
  /** When a letter came back from it for good: nothing leaves for it but questions, until it says yes again. */
  bounced_at: Date | null
}

export interface RecipientTables extends NotificationTables {
  recipient: RecipientRow
  stopped_thing: StoppedThingRow
  owned_thing: OwnedThingRow
}
