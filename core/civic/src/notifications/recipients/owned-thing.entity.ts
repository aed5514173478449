import { defineEntity, p } from '@vmeste/sdk/storage'

/** «Да, это моё дело»: what the owner of an address has said is theirs. Letters that open it go there. */
export const OwnedThingEntity = defineEntity({
  name: 'OwnedThing',
  schema: 'civic',
  tableName: 'owned_thing',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    hash: p.text().primary(),
    about: p.text().primary(),
    at: p.datetime(3),
  },
})

export interface OwnedThingRow {
  /** Hash of the address, as in `civic.recipient`. */
  hash: string
  /** `appeals:Report:…` */
  about: string
  at: Date
}
