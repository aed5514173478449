import type { Delivery, DeliveryState, Text } from '@vmeste/sdk'
import { maskRecipient } from './mask-recipient.ts'
import type { NotificationRow } from './notification.entity.ts'
import { reasonOf } from './delivery-reasons.ts'

export type DeliveryRow = Pick<
  NotificationRow,
  | 'id'
  | 'channel'
  | 'recipient'
  | 'subject'
  | 'created_at'
  | 'sent_at'
  | 'read_at'
  | 'failed_at'
  | 'next_at'
  | 'attempts'
  | 'error'
  | 'task'
>

/** A row of the outbox as it may be shown to whoever keeps what it is about. */
export function deliveryOf(row: DeliveryRow): Delivery {
  const state = stateOf(row)
  const { id, channel, recipient, subject } = row
  const reason: Text | null = state === 'HANDED_OVER' || state === 'DELIVERED' ? null : reasonOf(row)
  return {
    id,
    channel,
    to: channel === 'PORTAL' ? null : maskRecipient(recipient),
    person: channel === 'PORTAL' ? recipient : null,
    subject,
    state,
    at: row.failed_at ?? row.read_at ?? row.sent_at ?? row.created_at,
    reason,
  }
}

/** What lies in an inbox of the portal is where it is read; of letters nobody tells us whether they were opened. */
function stateOf({ channel, error, task, ...row }: DeliveryRow): DeliveryState {
  if (task !== null) return 'TASK'
  if (row.failed_at) return 'FAILED'
  if (row.sent_at) return channel === 'PORTAL' ? 'DELIVERED' : 'HANDED_OVER'
  if (error === 'UNCONFIRMED' || error === 'HELD_BACK') return 'WAITING'
  return row.next_at ? 'QUEUED' : 'FAILED'
}
