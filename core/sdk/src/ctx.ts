import type { City } from './city.ts'
import type { Actor, Person } from './actor.ts'
import type { ProvidedCapability } from './capability.ts'
import type { Lang, Text } from './text.ts'
import type { CityDb } from './storage.ts'
import type { Clock } from './ports/clock.ts'

/** An abstract class used as an injection token. */
export type Token<T> = abstract new (...args: never[]) => T

/**
 * Everything a resolver, an event handler, a job or a route may use. One per request and module:
 * `db` is bound to the module's role, so a module cannot pick up another's tables by mistake.
 */
export interface Ctx<Tables = unknown> {
  readonly city: City
  readonly actor: Actor
  readonly lang: Lang
  readonly clock: Clock
  readonly db: CityDb<Tables>
  /** Validated settings of this module in this city. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly requestId: string
  /** Public origin of the platform, `https://vmeste.example.by`: links in mails and posters start with it. */
  readonly origin: string
  /** Whether the actor holds a permission in this city. */
  can(permission: string): boolean
  /** The person who acts, or a `NotAllowed` problem for guests. */
  person(): Person
  /** A port that the module declares in `uses` (`Deadlines`, `Files`, …) or a service of its own. */
  use<T>(token: Token<T>): T
  /** A text in the language of the request. */
  say(text: Text): string
  /**
   * What the modules that are on in this city provide under a capability's name, in the order they are installed.
   * Each is called as the module that provides it, with the same actor and language; no caller sees another's `db`.
   *
   * @example await Promise.all(ctx.capabilities<CaseSource>('case@1').map((each) => each.implementation.mine({ limit:
   *   20 })))
   */
  capabilities<Implementation>(name: string): readonly ProvidedCapability<Implementation>[]
  /**
   * Live events of this city that this module emits or subscribes to, for GraphQL subscriptions. Any other type is
   * refused.
   */
  live(types: readonly string[]): AsyncIterable<LiveEvent>
}

export interface LiveEvent {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}
