import { defineEntity, p } from '@vmeste/sdk/storage'

/** «Об этом деле больше не писать»: one thing for one letter box, the city's other letters go on. */
export const StoppedThingEntity = defineEntity({
  name: 'StoppedThing',
  schema: 'civic',
  tableName: 'stopped_thing',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    box: p.text().primary(),
    about: p.text().primary(),
    at: p.datetime(3),
  },
})

export interface StoppedThingRow {
  /** Hash of the box, as in `civic.recipient`. */
  box: string
  /** `appeals:Report:…` */
  about: string
  at: Date
}
