import { Notifications, uuidv7, type Clock, type Notice, type OpenTransaction } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { Channel } from './notification.entity.ts'

/** `Notifications`: one row in the caller's transaction; what must leave the platform is taken from there by a job. */
export class CityNotifications extends Notifications {
  readonly #clock: Clock

  constructor(clock: Clock) {
    super()
    this.#clock = clock
  }

  async send(tx: OpenTransaction, notice: Notice): Promise<void> {
    const { channel, recipient } = addressOf(notice.to)
    const now = this.#clock.now()
    await tx.run(sql`select civic.notify(
      ${uuidv7(now.getTime())}::uuid, ${notice.event}, ${recipient}, ${channel}, ${notice.lang},
      ${notice.subject.slice(0, 300)}, ${notice.text.slice(0, 10_000)}, ${notice.href ?? null}, ${notice.about}, ${now}::timestamptz)`)
  }

  async forget(tx: OpenTransaction, about: string): Promise<void> {
    await tx.run(sql`select civic.forget_notifications(${about})`)
  }
}

function addressOf(to: Notice['to']): { channel: Channel; recipient: string } {
  if ('person' in to) return { channel: 'PORTAL', recipient: to.person }
  if ('email' in to) return { channel: 'EMAIL', recipient: to.email.trim().toLowerCase() }
  return { channel: 'SMS', recipient: to.phone.replaceAll(/[^\d+]/g, '') }
}
