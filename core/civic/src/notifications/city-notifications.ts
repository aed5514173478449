import { Notifications, uuidv7, type CityDb, type Clock, type Ctx, type Notice, type OpenTransaction, type RecipientStanding } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { addressOf, boxOf } from './recipients/address-of.ts'
import type { RecipientKeys } from './recipients/recipient-keys.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

export interface CityNotificationsOptions {
  readonly clock: Clock
  readonly db: CityDb<RecipientTables>
  readonly keys: () => RecipientKeys
}

/** `Notifications`: one row in the caller's transaction; what must leave the platform is taken from there by a job. */
export class CityNotifications extends Notifications {
  readonly #options: CityNotificationsOptions

  constructor(options: CityNotificationsOptions) {
    super()
    this.#options = options
  }

  async send(tx: OpenTransaction, notice: Notice): Promise<void> {
    const { channel, recipient } = addressOf(notice.to)
    const now = this.#options.clock.now()
    await tx.run(sql`select civic.notify(
      ${uuidv7(now.getTime())}::uuid, ${notice.event}, ${recipient}, ${channel}, ${notice.lang},
      ${notice.subject.slice(0, 300)}, ${notice.text.slice(0, 10_000)}, ${notice.href ?? null}, ${notice.about}, ${now}::timestamptz)`)
  }

  async forget(tx: OpenTransaction, about: string): Promise<void> {
    await tx.run(sql`select civic.forget_notifications(${about})`)
  }

  async standing(to: Notice['to']): Promise<RecipientStanding> {
    const address = addressOf(to)
    if (address.channel === 'PORTAL') return 'CONFIRMED'
    const { db, keys } = this.#options
    const own = keys().hash(address), box = keys().hash(boxOf(address))
    const rows = await db.read.selectFrom('recipient').select(['hash', 'confirmed_at', 'refused_at']).where('hash', 'in', [own, box]).execute()
    if (rows.some((row) => row.refused_at)) return 'REFUSED'
    return rows.some((row) => row.hash === own && row.confirmed_at) ? 'CONFIRMED' : 'WAITING'
  }

  async ownAddress(ctx: Pick<Ctx, 'actor'>, to: Notice['to']): Promise<void> {
    const { actor } = ctx
    const address = addressOf(to)
    if (actor.kind !== 'person' || !actor.email || !actor.emailVerified || !('email' in to) || addressOf({ email: actor.email }).recipient !== address.recipient) return
    await this.#options.db.transaction((tx) => this.proven(tx, to, actor.key))
  }

  async proven(tx: OpenTransaction, to: Notice['to'], person?: string): Promise<void> {
    await tx.run(sql`select civic.prove_recipient(${this.#options.keys().hash(addressOf(to))}, ${person ?? null}, ${this.#options.clock.now()}::timestamptz)`)
  }
}
