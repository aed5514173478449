import type { Lang } from '@vmeste/sdk'
import { defineEntity, p } from '@vmeste/sdk/storage'
import type { PushTables } from '../push/push.entity.ts'

/** A code that somebody takes to the bot: kept by its hash, good once and for a quarter of an hour. */
export const MessengerCodeEntity = defineEntity({
  name: 'MessengerCode',
  schema: 'civic',
  tableName: 'messenger_code',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    hash: p.text().primary(),
    person: p.text(),
    lang: p.text(),
    until: p.datetime(3),
  },
})

export interface MessengerTables extends PushTables {
  messenger_code: { hash: string; person: string; lang: Lang; until: Date }
}
