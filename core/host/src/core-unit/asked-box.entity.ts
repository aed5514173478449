import { defineEntity, p } from '@vmeste/sdk/storage'

/**
 * A letter box or a telephone that some city has asked «may we write to you?»: by a keyed hash, without address and
 * without city.
 */
export const AskedBoxEntity = defineEntity({
  name: 'AskedBox',
  schema: 'core',
  tableName: 'asked_box',
  indexes: [
    {
      name: 'asked_box_unanswered_index',
      expression: `create index asked_box_unanswered_index on core.asked_box (asked_at) where answers = '{}'`,
    },
  ],
  properties: { box: p.text().primary(), askedAt: p.datetime(3).nullable(), answers: p.json().defaultRaw(`'{}'`) },
})
