import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Actor, City } from '@vmeste/sdk'
import { fileProblems } from './file-problems.ts'

const window = 600
/** One phone. */
const perDevice = new RateLimiterMemory({ points: 40, duration: window })
/** One address: mobile networks put thousands of phones behind one, so the ceiling is high. */
const perAddress = new RateLimiterMemory({ points: 800, duration: window })

/**
 * Counts an upload: how often one phone and one address may send, over ten minutes.
 *
 * @throws Problem `FILE_RATE_LIMITED`
 */
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
