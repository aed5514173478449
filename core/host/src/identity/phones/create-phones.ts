import type { MessageReach } from '@vmeste/sdk'
import type { Pool } from 'pg'
import type { FormerOwner, PhoneAccounts } from '../shared/port/phone-accounts.ts'
import { phoneCodes } from './phone-codes.ts'
import { phoneLimits } from './phone-limits.ts'
import { phoneCodeWrong, phoneInvalid, phoneNotHere } from './phone-problems.ts'
import { phoneSchema } from './phone-number.ts'

export interface PhonesOptions {
  readonly accounts: PhoneAccounts
  /**
   * Connections as the role of the unit `identity`, which keeps codes and counters with every provider; asked for at
   * the first use.
   */
  readonly pool: () => Pool
  readonly key: (purpose: string) => Buffer
  /** Milliseconds. */
  readonly now: () => number
}

/** Who asks, and from where. */
export interface Asker {
  readonly person: string
  readonly address?: string | undefined
}

/** A number as typed, and the country of the city it was typed in. */
interface Given {
  readonly phone: string
  readonly country?: string
}

/**
 * Telephones of people who are signed in: a number, a code to it, the code back, and the account is known at `PHONE`.
 */
export interface Phones {
  /** Number of the account as E.164, and whether a code for it could be sent where messages reach so far. */
  of(person: string, reach: MessageReach): Promise<{ readonly phone: string | undefined; readonly reach: MessageReach }>
  /**
   * The same whoever has the number, or nobody.
   * @param send takes the code to the number; what it throws is thrown, and no code is good then
   * @throws Problem `PHONE_INVALID`, `PHONE_NOT_HERE`, `PHONE_TOO_OFTEN`
   */
  requestCode(
    asker: Asker,
    given: Given & { reach: MessageReach },
    send: (phone: string, code: string) => Promise<void>,
  ): Promise<{ readonly phone: string; readonly reach: MessageReach }>
  /** @throws Problem `PHONE_INVALID`, `PHONE_CODE_WRONG`, `PHONE_TOO_OFTEN`, `IDENTITY_UNAVAILABLE` */
  confirm(
    asker: Asker,
    given: Given & { code: string },
  ): Promise<{ readonly phone: string; readonly lostBy: readonly FormerOwner[] }>
  /** False when there was no number. */
  forget(person: string): Promise<boolean>
}

export function createPhones({ accounts, pool, key, now }: PhonesOptions): Phones {
  const codes = phoneCodes(pool, key('identity.phone-codes'), now)
  const limits = phoneLimits(pool, key('identity.limits'))
  const numberIn = ({ phone, country }: Given): string => {
    const parsed = phoneSchema(country).safeParse(phone)
    if (!parsed.success) throw phoneInvalid()
    return parsed.data
  }
  const of: Phones['of'] = async (person, reach) => {
    const owner = await accounts.of(person)
    // a message that anybody may read raises an invented person only: a real account counts in real cities too
    return {
      phone: owner?.phone,
      reach: owner === undefined || (reach === 'OUTBOX' && !owner.invented) ? 'NOWHERE' : reach,
    }
  }
  return {
    of,
    async requestCode({ person, address }, given, send) {
      const phone = numberIn(given)
      const { reach } = await of(person, given.reach)
      if (reach === 'NOWHERE') throw phoneNotHere()
      await limits.code(person, phone, address)
      const code = await codes.make(person, phone)
      await send(phone, code).catch(async (error: unknown) => {
        await codes.drop(person)
        throw error
      })
      return { phone, reach }
    },
    async confirm({ person, address }, given) {
      const phone = numberIn(given)
      const code = given.code.replaceAll(/[\s-]/g, '')
      await limits.attempt(person, address)
      if (!/^\d{6}$/.test(code) || !(await codes.take(person, phone, code))) throw phoneCodeWrong()
      const lostBy = await accounts.confirm(person, phone).catch(async (error: unknown) => {
        await codes.giveBack(person, phone, code)
        throw error
      })
      return { phone, lostBy }
    },
    async forget(person) {
      await codes.drop(person)
      return accounts.forget(person)
    },
  }
}
