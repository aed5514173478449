import {
  Notifications,
  uuidv7,
  type City,
  type CityDb,
  type Clock,
  type Ctx,
  type Notice,
  type OpenTransaction,
  type RecipientStanding,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { addressOf, boxOf } from './recipients/address-of.ts'
import type { RecipientKeys } from './recipients/recipient-keys.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

const standingsAtMost = 500

export interface CityNotificationsOptions {
  readonly city: City
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

  async reword(tx: OpenTransaction, about: string, said: string, instead: string): Promise<void> {
    await tx.run(sql`select civic.reword_notifications(${about}, ${said}, ${instead})`)
  }

  async standings(all: readonly Notice['to'][]): Promise<readonly RecipientStanding[]> {
    const { city, db, keys } = this.#options
    if (city.demonstration) return all.map(() => 'CONFIRMED') // invented people, to whom nothing leaves
    const wanted = all.slice(0, standingsAtMost).map(addressOf)
    const hashes = wanted.map((address) => ({
      portal: address.channel === 'PORTAL',
      own: keys().hash(address),
      box: keys().hash(boxOf(address)),
    }))
    const rows =
      hashes.length === 0
        ? []
        : await db.read
            .selectFrom('recipient')
            .select(['hash', 'confirmed_at', 'refused_at'])
            .where(
              'hash',
              'in',
              hashes.flatMap(({ own, box }) => [own, box]),
            )
            .execute()
    const known = new Map(rows.map((row) => [row.hash, row]))
    return hashes.map(({ portal, own, box }) => {
      if (!portal && (known.get(own)?.refused_at ?? known.get(box)?.refused_at)) return 'REFUSED'
      return portal || known.get(own)?.confirmed_at ? 'CONFIRMED' : 'WAITING'
    })
  }

  async ownAddress(ctx: Pick<Ctx, 'actor'>, to: Notice['to']): Promise<void> {
    const { actor } = ctx
    const address = addressOf(to)
    if (
      actor.kind !== 'person' ||
      !actor.email ||
      !actor.emailVerified ||
      !('email' in to) ||
      addressOf({ email: actor.email }).recipient !== address.recipient
    )
      return
    await this.#options.db.transaction((tx) => this.proven(tx, to, actor.key))
  }

  async proven(tx: OpenTransaction, to: Notice['to'], person?: string): Promise<void> {
    await tx.run(
      sql`select civic.prove_recipient(${this.#options.keys().hash(addressOf(to))}, ${person ?? null},
        ${this.#options.clock.now()}::timestamptz)`,
    )
  }
}
