import { VmesteError, type Ctx } from '@vmeste/sdk'
import { runAs } from '../health/acting-module.ts'
import { TooLate, within, type Outcome } from './deliver-once.ts'
import type { DeliveryStore, DueDelivery } from './delivery-store.ts'
import { failureOf } from './failed-delivery.ts'
import type { JobSubscriber } from './subscribers.ts'

/** Past the deadline, so that a run that is merely slow is not given to a second host. */
const graceMs = 30_000

/** Runs a recurring task once. It opens transactions of its own, so it holds a lease where a handler holds a lock. */
export async function runJob(
  store: DeliveryStore,
  delivery: DueDelivery,
  subscriber: JobSubscriber,
  ctx: Ctx,
  withinMs: number,
  stopping: AbortSignal,
): Promise<Outcome> {
  if (!(await store.lease(delivery, withinMs + graceMs))) return 'gone'
  try {
    await within(
      withinMs,
      runAs(subscriber.plugin.id, () => subscriber.job.run(ctx)),
      stopping,
    )
    await store.forget(delivery)
    return 'done'
  } catch (error) {
    if (error instanceof TooLate && stopping.aborted) {
      await store.giveBack(delivery)
      return 'gone'
    }
    const cause =
      error instanceof TooLate
        ? new VmesteError('VMESTE_JOB_TIMEOUT', `Job "${subscriber.id}" took longer than ${withinMs} ms`)
        : error
    return { failed: failureOf(cause), cause }
  }
}
