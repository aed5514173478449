import {
  Problem,
  TextMessages,
  uuidv7,
  type City,
  type CityDb,
  type Clock,
  type MessageReach,
  type Notifications,
  type TextMessage,
} from '@vmeste/sdk'
import type { SmsGateway } from '../messages/sms-gateway.ts'
import { addressOf } from './recipients/address-of.ts'
import { hourOf, lockRecipient } from './recipients/find-recipient.ts'
import type { RecipientKeys } from './recipients/recipient-keys.ts'
import { hourMs, messagesAnHour } from './recipients/recipient-limits.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

const patienceMs = 5_000

export interface TextMessagesOptions {
  readonly city: City
  readonly sms: SmsGateway | undefined
  readonly db: CityDb<RecipientTables>
  readonly clock: Clock
  readonly keys: () => RecipientKeys
  readonly notifications: Notifications
}

/** `TextMessages`: straight through the gateway; in a demonstration into the outbox, where nothing leaves from. */
export class CityTextMessages extends TextMessages {
  readonly #options: TextMessagesOptions

  constructor(options: TextMessagesOptions) {
    super()
    this.#options = options
  }

  get reach(): MessageReach {
    const { city, sms } = this.#options
    if (city.demonstration) return 'OUTBOX'
    return sms ? 'PHONE' : 'NOWHERE'
  }

  async send(message: TextMessage): Promise<void> {
    const { sms, db, notifications } = this.#options
    if (this.reach !== 'OUTBOX') {
      if (!sms) throw notSent(new Error('no gateway for messages'))
      await this.#takeTurn(message.to)
      return withinPatience(sms.send({ id: uuidv7(), to: message.to, text: message.text }))
    }
    await db.transaction((tx) =>
      notifications.send(tx, {
        event: uuidv7(),
        to: { phone: message.to },
        lang: message.lang,
        subject: message.subject,
        text: message.text,
        about: 'civic:TextMessage:outbox',
      }),
    )
  }

  /** All modules and hosts count together for one telephone, whatever each of them limits by itself. */
  async #takeTurn(phone: string): Promise<void> {
    const { db, clock, keys } = this.#options
    const now = clock.now()
    await db.transaction(async (tx) => {
      const { box } = await lockRecipient(keys(), now, tx, addressOf({ phone }))
      const { from, count } = hourOf(box, now)
      if (count >= messagesAnHour) throw tooOften(from.getTime() + hourMs - now.getTime())
      await tx.kysely
        .updateTable('recipient')
        .set({ hour_from: from, hour_count: count + 1 })
        .where('hash', '=', box.hash)
        .execute()
    })
  }
}

async function withinPatience(sending: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(new Error(`no answer within ${patienceMs} ms`))
  }, patienceMs)
  try {
    await Promise.race([sending, late])
  } catch {
    // the words of a gateway repeat the number, so they go no further
    throw notSent(new Error('the gateway for messages refused or was silent'))
  } finally {
    clearTimeout(timer)
  }
}

const tooOften = (waitMs: number) =>
  new Problem(
    'MESSAGE_TOO_OFTEN',
    {
      ru: 'На этот телефон уже ушло много сообщений. Попробуйте через {minutes} мин.',
      be: 'На гэты тэлефон ужо пайшло шмат паведамленняў. Паспрабуйце праз {minutes} хв.',
      en: 'Many messages have gone to this phone already. Try again in {minutes} min.',
    },
    {
      kind: 'tooMany',
      params: {
        minutes: Math.max(1, Math.ceil(waitMs / 60_000)),
        retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
      },
    },
  )

const notSent = (cause: Error) =>
  new Problem(
    'MESSAGE_NOT_SENT',
    {
      ru: 'Сообщение сейчас не отправляется. Попробуйте через несколько минут.',
      be: 'Паведамленне цяпер не адпраўляецца. Паспрабуйце праз некалькі хвілін.',
      en: 'The message cannot be sent right now. Please try again in a few minutes.',
    },
    { kind: 'unavailable', cause },
  )
