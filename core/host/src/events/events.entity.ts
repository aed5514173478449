import type { EntitySchema } from '@mikro-orm/core'
import { defineEntity, p } from '@vmeste/sdk/storage'

const Outbox = defineEntity({
  name: 'Outbox',
  schema: 'core',
  tableName: 'outbox',
  properties: {
    city: p.integer().primary(),
    id: p.uuid().primary(),
    position: p.bigint(),
    type: p.text(),
    subject: p.text(),
    data: p.json(),
    actor: p.text(),
    occurredAt: p.datetime(3),
    relayedAt: p.datetime(3).nullable(),
  },
  indexes: [
    {
      name: 'outbox_unrelayed_index',
      expression: 'create index outbox_unrelayed_index on core.outbox (position) where relayed_at is null',
    },
    {
      name: 'outbox_relayed_at_index',
      expression: 'create index outbox_relayed_at_index on core.outbox using brin (relayed_at)',
    },
  ],
})

const Delivery = defineEntity({
  name: 'Delivery',
  schema: 'core',
  tableName: 'delivery',
  properties: {
    city: p.integer().primary(),
    event: p.uuid().primary(),
    subscriber: p.text().primary(),
    position: p.bigint(),
    state: p.text(),
    attempts: p.smallint().default(0),
    lastError: p.text().nullable(),
    dueAt: p.datetime(3).defaultRaw('now()'),
    ticket: p.uuid().defaultRaw('gen_random_uuid()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
  checks: [{ name: 'delivery_state_check', expression: `state in ('pending', 'parked', 'done', 'dead')` }],
  indexes: [
    {
      name: 'delivery_lane_index',
      expression: `create index delivery_lane_index on core.delivery (city, subscriber, position) where state in ('pending', 'parked')`,
    },
    {
      name: 'delivery_due_at_index',
      expression: `create index delivery_due_at_index on core.delivery (due_at) where state = 'pending'`,
    },
    {
      name: 'delivery_stuck_index',
      expression: `create index delivery_stuck_index on core.delivery (city, state, position) where state in ('parked', 'dead')`,
    },
  ],
})

const Lane = defineEntity({
  name: 'Lane',
  schema: 'core',
  tableName: 'lane',
  properties: { city: p.integer().primary(), subscriber: p.text().primary() },
})

const Audit = defineEntity({
  name: 'Audit',
  schema: 'core',
  tableName: 'audit',
  properties: {
    city: p.integer().primary(),
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    at: p.datetime(3),
    actor: p.text(),
    action: p.text(),
    subject: p.text(),
    detail: p.json(),
  },
  indexes: [{ properties: ['city', 'action', 'at'] }, { properties: ['city', 'subject', 'at'] }],
})

/** The same tables as `eventsMigrations` makes. */
export const eventsEntities: readonly EntitySchema[] = [Outbox, Delivery, Lane, Audit]
