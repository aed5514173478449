import { sql } from 'kysely'
import { VmesteError, type City, type CloudEvent, type CityTransaction, type Ctx } from '@vmeste/sdk'
import { runAs } from '../health/acting-module.ts'
import type { DueDelivery } from './delivery-store.ts'
import { failureOf, misfitOf } from './failed-delivery.ts'
import { concerns, type EventSubscriber } from './subscribers.ts'

/** `busy`: another host works this lane; `gone`: somebody has dealt with it meanwhile; `unfit`: no retry would help. */
export type Outcome =
  | 'done'
  | 'busy'
  | 'gone'
  | { readonly failed: string; readonly unfit?: true; readonly cause?: unknown }

/**
 * Runs a handler in one transaction with its receipt: what it writes through `tx` happens exactly once, however often
 * it is delivered.
 *
 * @param withinMs deadline of the handler
 */
export async function deliverEvent(
  delivery: DueDelivery,
  subscriber: EventSubscriber,
  city: City,
  ctx: Ctx,
  withinMs: number,
): Promise<Outcome> {
  const { subscription } = subscriber
  const checked = await subscription.schema.safeParseAsync(delivery.data)
  if (!checked.success) return { failed: misfitOf(checked.error), unfit: true }
  let outcome: Outcome = 'done'
  let late: VmesteError | undefined
  try {
    await ctx.db.transaction(async (tx) => {
      const taken = await take(tx, delivery)
      if (taken !== 'taken') {
        outcome = taken
        throw new NotTaken()
      }
      // an older host hands on what is none of its business
      if (!concerns(subscription, delivery.data)) return
      try {
        await within(
          withinMs,
          runAs(subscriber.plugin.id, () => subscription.handle(ctx, cloudEvent(delivery, city, checked.data), tx)),
        )
      } catch (error) {
        if (!(error instanceof TooLate)) throw error
        late = new VmesteError('VMESTE_HANDLER_TIMEOUT', `Handler "${subscriber.id}" took longer than ${withinMs} ms`)
        // it may go on, and must not do so on a connection that has gone back to the pool
        await tx.run(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => undefined)
        throw late
      }
    })
    return outcome
  } catch (error) {
    if (error instanceof NotTaken) return outcome
    const cause = late ?? error
    return { failed: failureOf(cause), cause }
  }
}

async function take(
  tx: CityTransaction,
  { event, subscriber, ticket }: DueDelivery,
): Promise<'taken' | 'busy' | 'gone'> {
  const [row] = await tx.run<{ taken: 'taken' | 'busy' | 'gone' }>(
    sql`select core.take_delivery(${event}::uuid, ${subscriber}, ${ticket}::uuid) as taken`,
  )
  return row?.taken ?? 'gone'
}

const cloudEvent = (delivery: DueDelivery, city: City, data: unknown): CloudEvent<unknown> => ({
  specversion: '1.0',
  id: delivery.event,
  type: delivery.type,
  source: `/c/${city.slug}`,
  subject: delivery.subject,
  time: delivery.occurredAt.toISOString(),
  datacontenttype: 'application/json',
  data,
})

class NotTaken extends Error {}
export class TooLate extends Error {}

/** Waits no longer than the deadline; what goes on beyond it is left to itself. */
export async function within<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let abort: (() => void) | undefined
  try {
    return await Promise.race([
      work,
      new Promise<never>((_, reject) => {
        const end = (): void => {
          reject(new TooLate())
        }
        timer = setTimeout(end, ms)
        abort = end
        signal?.addEventListener('abort', end)
      }),
    ])
  } finally {
    clearTimeout(timer)
    if (abort) signal?.removeEventListener('abort', abort)
    work.catch(() => undefined)
  }
}
