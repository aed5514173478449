import { PushNews, uuidv7, type Clock, type Follower, type OpenTransaction, type PushedNews } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { readEndpoint, readPush } from './push-input.ts'

export interface CityPushOptions {
  readonly key: string
  readonly clock: Clock
  readonly named: readonly string[]
}

/** `PushNews`: rows in the caller's transaction; a job lets them out. */
export class CityPush extends PushNews {
  readonly #options: CityPushOptions

  constructor(options: CityPushOptions) {
    super()
    this.#options = options
  }

  get key(): string {
    return this.#options.key
  }

  async follow(tx: OpenTransaction, about: string, { push, lang, href }: Follower): Promise<void> {
    const { endpoint, p256dh, auth } = readPush(push, this.#options.named)
    const now = this.#options.clock.now()
    await tx.run(sql`select civic.follow_thing(${uuidv7(now.getTime())}::uuid, ${about}, ${endpoint}, ${p256dh}, ${auth},
      ${lang}, ${href}, ${now}::timestamptz)`)
  }

  async unfollow(tx: OpenTransaction, about: string, endpoint: string): Promise<void> {
    await tx.run(sql`select civic.unfollow_thing(${about}, ${readEndpoint(endpoint)})`)
  }

  async tell(tx: OpenTransaction, { event, about, what }: PushedNews): Promise<void> {
    await tx.run(
      sql`select civic.push_news(${event}, ${about}, ${what.slice(0, 60)}, ${this.#options.clock.now()}::timestamptz)`,
    )
  }
}
