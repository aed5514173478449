import { defineEntity, p } from '@vmeste/sdk/storage'

/** Who has looked at a case or at a person's data: once in ten minutes. */
export const LookEntity = defineEntity({
  name: 'Look',
  schema: 'core',
  tableName: 'look',
  properties: {
    city: p.integer().primary(),
    subject: p.text().primary(),
    viewer: p.text().primary(),
    what: p.text().primary(),
    slot: p.datetime(3).primary(),
    at: p.datetime(3),
    service: p.json().nullable(),
    post: p.text().nullable(),
  },
  indexes: [
    { name: 'look_at_index', properties: ['city', 'at'] },
    { name: 'look_viewer_index', properties: ['city', 'viewer', 'at'] },
  ],
})
