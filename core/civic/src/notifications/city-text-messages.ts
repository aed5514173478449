import { Problem, TextMessages, uuidv7, type City, type CityDb, type MessageReach, type Notifications, type TextMessage } from '@vmeste/sdk'
import { simulatedSms, type SmsGateway } from './gateways.ts'

const patienceMs = 5_000

export interface TextMessagesOptions {
  readonly city: City
  readonly sms: SmsGateway
  readonly db: CityDb
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
    return sms === simulatedSms ? 'NOWHERE' : 'PHONE'
  }

  async send(message: TextMessage): Promise<void> {
    const { sms, db, notifications } = this.#options
    if (this.reach === 'NOWHERE') throw notSent(new Error('no gateway for messages'))
    if (this.reach === 'PHONE') return withinPatience(sms.send({ to: message.to, text: message.text }))
    await db.transaction((tx) => notifications.send(tx, { event: uuidv7(), to: { phone: message.to }, lang: message.lang, subject: message.subject, text: message.text, about: 'civic:TextMessage:outbox' }))
  }
}

async function withinPatience(sending: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => { reject(new Error(`no answer within ${patienceMs} ms`)) }, patienceMs)
  try {
    await Promise.race([sending, late])
  } catch {
    // the words of a gateway repeat the number, so they go no further
    throw notSent(new Error('the gateway for messages refused or was silent'))
  } finally {
    clearTimeout(timer)
  }
}

const notSent = (cause: Error) => new Problem('MESSAGE_NOT_SENT', {
  ru: 'Сообщение сейчас не отправляется. Попробуйте через несколько минут.',
  be: 'Паведамленне цяпер не адпраўляецца. Паспрабуйце праз некалькі хвілін.',
  en: 'The message cannot be sent right now. Please try again in a few minutes.',
}, { kind: 'unavailable', cause })
