import {
  Notifications,
  uuidv7,
  type City,
  type CityDb,
  type Clock,
  type Ctx,
  type Delivery,
  type Directory,
  type Asked,
  type Lang,
  type Notice,
  type NoticeFold,
  type OpenTransaction,
  type PhoneUse,
  type RecipientStanding,
  type TextMessages,
  type WrittenTo,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { deliveryOf, type DeliveryRow } from './delivery-of.ts'
import { addressOf, boxOf } from './recipients/address-of.ts'
import { answerCode, askNow } from './recipients/ask-now.ts'
import { own, ownedOf } from './recipients/owned-things.ts'
import type { RecipientKeys } from './recipients/recipient-keys.ts'
import type { RecipientTx } from './recipients/find-recipient.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

const standingsAtMost = 500

export interface CityNotificationsOptions {
  readonly city: City
  readonly clock: Clock
  readonly db: CityDb<RecipientTables>
  readonly keys: () => RecipientKeys
  /** Whether the platform has a mail server. */
  readonly mail: boolean
  /** What takes a code to a telephone. */
  readonly texts: () => TextMessages
  /** Whether there is anybody who could call. */
  readonly directory: () => Pick<Directory, 'departments' | 'membersOf'>
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
    if (notice.fold && channel === 'PORTAL') return this.#fold(tx, { ...notice, fold: notice.fold }, recipient)
    await tx.run(sql`select civic.notify(
      ${uuidv7(now.getTime())}::uuid, ${notice.event}, ${recipient}, ${channel}, ${notice.lang},
      ${notice.subject.slice(0, 300)}, ${notice.text.slice(0, 10_000)}, ${notice.href ?? null}, ${notice.about}, ${now}::timestamptz)`)
    if (notice.opens && channel !== 'PORTAL')
      await tx.run(sql`select civic.notice_opens(${notice.event}, ${channel}, ${recipient}, ${notice.about})`)
    if (notice.urgent && channel === 'PORTAL')
      await tx.run(sql`select civic.notice_urgent(${notice.event}, ${recipient})`)
    if (notice.otherwise && channel !== 'PORTAL') {
      const otherwise = JSON.stringify(notice.otherwise === 'nothing' ? { none: true } : notice.otherwise)
      await tx.run(
        sql`select civic.notice_otherwise(${notice.event}, ${channel}, ${recipient}, ${notice.about}, ${otherwise}::jsonb)`,
      )
    }
  }

  async langs(people: readonly string[]): Promise<ReadonlyMap<string, Lang>> {
    if (people.length === 0) return new Map()
    const { rows } = await sql<{
      person: string
      lang: Lang
    }>`select person, lang from civic.reach where person = any(${[...people]}::text[])`.execute(this.#options.db.read)
    return new Map(rows.map(({ person, lang }) => [person, lang]))
  }

  async unheard(tx: OpenTransaction, department: string): Promise<void> {
    await tx.run(sql`select civic.note_unheard(${department}, ${this.#options.clock.now()}::timestamptz)`)
  }

  async deliveries(tx: OpenTransaction, about: string): Promise<readonly Delivery[]> {
    return (await tx.run<DeliveryRow>(sql`select * from civic.own_deliveries(${about})`)).map(deliveryOf)
  }

  async #fold(tx: OpenTransaction, notice: Notice & { readonly fold: NoticeFold }, recipient: string): Promise<void> {
    const { event, lang, subject, text, href, about, fold } = notice
    const now = this.#options.clock.now()
    await tx.run(sql`select civic.notify_folding(
      ${uuidv7(now.getTime())}::uuid, ${event}, ${recipient}, ${lang}, ${subject.slice(0, 300)}, ${text.slice(0, 10_000)},
      ${href ?? null}, ${about}, ${now}::timestamptz, ${fold.key.slice(0, 200)}, ${fold.subject.slice(0, 300)},
      ${fold.text.slice(0, 10_000)}, ${fold.href}, ${fold.about})`)
  }

  async forget(tx: OpenTransaction, about: string): Promise<void> {
    await tx.run(sql`select civic.forget_notifications(${about})`)
    await tx.run(sql`select civic.disown_thing(null, ${about})`)
  }

  async reword(tx: OpenTransaction, about: string, said: string, instead: string): Promise<void> {
    await tx.run(sql`select civic.reword_notifications(${about}, ${said}, ${instead})`)
  }

  async retract(tx: OpenTransaction, about: string, to: Notice['to']): Promise<void> {
    const { channel, recipient } = addressOf(to)
    await tx.run(sql`select civic.retract_notifications(${about}, ${channel}, ${recipient})`)
    const hash = this.#options.keys().hash({ channel, recipient })
    await tx.run(sql`select civic.disown_thing(${hash}, ${about})`)
  }

  async standings(all: readonly WrittenTo[]): Promise<readonly RecipientStanding[]> {
    const { city, db, keys } = this.#options
    if (city.demonstration) return all.map(() => 'CONFIRMED') // invented people, to whom nothing leaves
    const asked = all.slice(0, standingsAtMost)
    const wanted = asked.map(addressOf)
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
    const things = asked.map(({ about }, at) => (about === undefined ? undefined : { ...wanted[at]!, about }))
    const isOwned = await ownedOf(
      db.read,
      keys(),
      things.flatMap((one) => one ?? []),
    )
    return hashes.map(({ portal, own, box }, at) => {
      if (!portal && (known.get(own)?.refused_at ?? known.get(box)?.refused_at)) return 'REFUSED'
      const thing = things[at]
      return portal || (known.get(own)?.confirmed_at && (!thing || isOwned(thing))) ? 'CONFIRMED' : 'WAITING'
    })
  }

  async ownAddress(ctx: Pick<Ctx, 'actor'>, to: WrittenTo): Promise<void> {
    const { actor } = ctx
    if (actor.kind !== 'person') return
    const { clock, db, keys } = this.#options
    const address = addressOf(to)
    const hash = keys().hash(address)
    const verified =
      'email' in to &&
      actor.emailVerified &&
      Boolean(actor.email) &&
      addressOf({ email: actor.email! }).recipient === address.recipient
    await db.transaction(async (tx) => {
      if (verified) await this.proven(tx, to, actor.key)
      const theirs =
        verified ||
        (await tx.kysely
          .selectFrom('recipient')
          .select('hash')
          .where('hash', '=', hash)
          .where('person', '=', actor.key)
          .executeTakeFirst()) !== undefined
      if (theirs && to.about !== undefined) await own(tx, hash, [to.about], clock.now())
    })
  }

  async proven(tx: OpenTransaction, to: Notice['to'], person?: string): Promise<void> {
    await tx.run(
      sql`select civic.prove_recipient(${this.#options.keys().hash(addressOf(to))}, ${person ?? null},
        ${this.#options.clock.now()}::timestamptz)`,
    )
  }

  async ask(to: Exclude<WrittenTo, { person: string }>, lang: Lang): Promise<Asked> {
    // invented people, to whom nothing leaves
    if (this.#options.city.demonstration) return { standing: 'CONFIRMED', sent: false }
    return askNow(this.#asking(), to, lang)
  }

  async answer(to: { readonly phone: string; readonly about?: string }, code: string): Promise<void> {
    await answerCode(this.#asking(), to, code)
  }

  get letters(): boolean {
    return this.#options.mail || this.#options.city.demonstration
  }

  async phones(): Promise<PhoneUse> {
    if (this.#options.texts().reach !== 'NOWHERE') return 'MESSAGE'
    const directory = this.#options.directory()
    for (const { id } of await directory.departments()) if ((await directory.membersOf(id)).length > 0) return 'CALL'
    return 'NOWHERE'
  }

  get codes(): boolean {
    return this.#options.texts().reach === 'PHONE'
  }

  #asking() {
    const { city, clock, db, keys, texts } = this.#options
    return {
      city,
      keys: keys(),
      now: clock.now(),
      texts,
      transaction: <Result>(work: (tx: RecipientTx) => Promise<Result>) => db.transaction(work),
    }
  }
}
