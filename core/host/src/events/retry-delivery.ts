import { isPlatformFault } from '../outage/outage-of.ts'
import type { Outcome } from './deliver-once.ts'
import type { DueDelivery } from './delivery-store.ts'
import type { EventsTuning } from './events-options.ts'

const backoffSeconds = [1, 5, 30, 120, 600, 1800, 7200]

/** Milliseconds to wait after the n-th failure. */
export const backoffMs = (failures: number): number => 1000 * (backoffSeconds[failures - 1] ?? 7200)

/** What becomes of a delivery that failed. */
export interface Retry {
  readonly failures: number
  /** It is not tried again until somebody replays it. */
  readonly dead: boolean
  readonly waitMs: number
}

/** A delivery that can never fit is dead at once; a fault of the platform's own counts for nothing. */
export function retryOf(
  { attempts }: Pick<DueDelivery, 'attempts'>,
  outcome: Exclude<Outcome, string>,
  tuning: Pick<EventsTuning, 'attempts' | 'backoffMs'>,
): Retry {
  const failures = attempts + 1
  const dead = outcome.unfit === true || (failures >= tuning.attempts && !isPlatformFault(outcome.cause))
  return { failures, dead, waitMs: tuning.backoffMs(failures) }
}
