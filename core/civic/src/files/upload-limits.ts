import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor, City } from '@vmeste/sdk'
import { Bounded } from './bounded.ts'
import { fileProblems } from './file-problems.ts'

const window = 600
/** One phone. */
const perDevice = new RateLimiterMemory({ points: 40, duration: window })
/** One address: mobile networks put thousands of phones behind one, so the ceiling is high. */
const perAddress = new RateLimiterMemory({ points: 800, duration: window })

/**
 * How many bodies this process takes in at once, and how many pictures it makes: the processor is shared by all cities.
 */
export const receiving = new Bounded({ atOnce: 40, waiting: 0, refuse: fileProblems.busy })
export const making = new Bounded({ atOnce: 2, waiting: 40, refuse: fileProblems.busy })

/** @throws Problem `FILE_RATE_LIMITED` */
export async function takeUploadTurn(city: City, actor: Actor): Promise<void> {
  if (actor.kind === 'system') return
  const device = actor.kind === 'person' ? actor.key : actor.device
  try {
    if (device) await perDevice.consume(`${city.id} ${device}`)
    if (actor.kind === 'guest') await perAddress.consume(`${city.id} ${actor.address ?? ''}`)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw fileProblems.tooMany(Math.ceil(error.msBeforeNext / 1000))
    throw error
  }
}
