import type { Pool } from 'pg'
import { counters } from '../shared/accounts/counters.ts'
import { phoneTooOften } from './phone-problems.ts'

const day = 86_400

/**
 * So that nobody is rung up from here again and again, and no code is guessed. Counted in the database: all hosts
 * together.
 */
export interface PhoneLimits {
  /** @param address of the network, where it is known. @throws Problem `PHONE_TOO_OFTEN` */
  code(person: string, phone: string, address: string | undefined): Promise<void>
  /** Before the code is looked at, so tries sent all at once are all counted. @throws Problem `PHONE_TOO_OFTEN` */
  attempt(person: string, address: string | undefined): Promise<void>
}

export function phoneLimits(pool: () => Pool, key: Buffer): PhoneLimits {
  const counter = counters(pool, key, phoneTooOften)
  const codesByPerson = counter('phone-person', { points: 5, duration: day })
  const codesByNumber = counter('phone-number', { points: 5, duration: day })
  const codesByAddress = counter('phone-address', { points: 20, duration: 3600 })
  const triesByPerson = counter('phone-tries', { points: 20, duration: day })
  const triesByAddress = counter('phone-tries-address', { points: 100, duration: 3600 })
  return {
    async code(person, phone, address) {
      if (address !== undefined) await codesByAddress.take([address])
      await codesByPerson.take([person])
      await codesByNumber.take([phone])
    },
    async attempt(person, address) {
      if (address !== undefined) await triesByAddress.take([address])
      await triesByPerson.take([person])
    },
  }
}
