import { defineEntity, p } from '@vmeste/sdk/storage'

/** Whose roles in a city shrank while older tokens still name them; `keeps` is what such a token may go on giving. */
export const RightsTakenEntity = defineEntity({
  name: 'RightsTaken',
  schema: 'core',
  tableName: 'rights_taken',
  properties: {
    city: p.integer().primary(),
    person: p.text().primary(),
    keeps: p.json(),
    at: p.datetime(3).index('rights_taken_at_index'),
  },
})
