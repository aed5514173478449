import type { Lang } from '../text.ts'
import type { OpenTransaction } from '../storage.ts'

/** A browser that wants to hear of one thing, as its page hands it over. */
export interface Follower {
  /** As typed by a browser: `{ endpoint, p256dh, auth }`; it is looked at here. */
  readonly push: unknown
  readonly lang: Lang
  /** Path inside the city's portal where whoever follows may see the thing: their own link to it. */
  readonly href: string
}

export interface PushedNews {
  /** Id of the event that caused it: each browser hears of it once. */
  readonly event: string
  /** What it is about, `appeals:Report:…`. */
  readonly about: string
  /** What stands on the screen of a telephone that anybody may see: a number, never words. */
  readonly what: string
}

/**
 * News to browsers that follow one thing, whoever holds them: with an account or without. What comes there says that
 * there is news and of what number, and leads to the thing. Whoever may see the thing may follow it: the module looks.
 */
export abstract class PushNews {
  /** What a browser must be given to subscribe (`applicationServerKey`). */
  abstract readonly key: string
  /**
   * The ten browsers that came last follow a thing; earlier ones go.
   * @throws Problem `PUSH_UNREADABLE`
   */
  abstract follow(tx: OpenTransaction, about: string, follower: Follower): Promise<void>
  abstract unfollow(tx: OpenTransaction, about: string, endpoint: string): Promise<void>
  abstract tell(tx: OpenTransaction, news: PushedNews): Promise<void>
}
