import type { TestHost } from '@vmeste/testkit'

/**
 * Leaves a delivery that nobody tries any more, as a handler does that has failed too often; gives its id within the
 * city.
 */
export async function deadDelivery({ host }: Pick<TestHost, 'host'>, city: string): Promise<string> {
  const {
    rows: [row],
  } = await host.storage.pool('core').query<{ id: string }>(
    `with event as (
       insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at, relayed_at)
       select id, gen_random_uuid(), nextval('core.outbox_position'), 'forgetful.note.remembered@1', 'forgetful:Note:1', '{}',
         'system:core', now(), now() from core.city where slug = $1 returning city, id, position)
     insert into core.delivery (city, event, subscriber, position, state, attempts, last_error)
       select city, id, 'forgetful/of-yesterday', position, 'dead', 8, 'VMESTE_HANDLER_TIMEOUT'
         from event returning event || '/' || subscriber as id`,
    [city],
  )
  return row!.id
}
