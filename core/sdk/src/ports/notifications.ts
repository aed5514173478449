import type { Ctx } from '../ctx.ts'
import type { OpenTransaction } from '../storage.ts'
import type { Lang } from '../text.ts'

export interface Notice {
  /** Id of the event that caused it: one row per event and recipient, however often it is delivered. */
  readonly event: string
  readonly to: { readonly person: string } | { readonly email: string } | { readonly phone: string }
  readonly lang: Lang
  readonly subject: string
  readonly text: string
  /** Path inside the city's portal. */
  readonly href?: string
  /** Subject reference it is about, `appeals:Report:…`. */
  readonly about: string
}

/** Whether somebody has said that they want to be written to: not yet, yes, or no. */
export const recipientStandings = ['WAITING', 'CONFIRMED', 'REFUSED'] as const
export type RecipientStanding = (typeof recipientStandings)[number]

/**
 * Tells people what happened; by e-mail, SMS and in the portal, by what the person chose and the city has.
 *
 * An address or a number that has not said yes gets one question from the platform, in the platform's own words, and
 * nothing else until it is answered; what waited leaves then. Five letters an hour leave for one recipient, the rest as
 * one. All modules count together.
 */
export abstract class Notifications {
  abstract send(tx: OpenTransaction, notice: Notice): Promise<void>
  /** Removes everything that was said about a subject, when the subject itself is erased. */
  abstract forget(tx: OpenTransaction, about: string): Promise<void>
  /**
   * Puts other words where some were said about a subject: in letters that have not left and in inboxes of the portal.
   * What has left is not fetched back.
   * @param said as it stood in the letters, word for word; where it does not stand nothing happens
   * @example await ctx.use(Notifications).reword(tx, 'appeals:Report:…', 'Иванов, кв. 7', '•••, кв. 7')
   */
  abstract reword(tx: OpenTransaction, about: string, said: string, instead: string): Promise<void>
  /** How it stands with each of these, for a form or a page of staff: «ждёт подтверждения». At most 500 at once. */
  abstract standings(all: readonly Notice['to'][]): Promise<readonly RecipientStanding[]>
  /**
   * Whoever acts gave this address: when it is the verified e-mail of their own account, nobody has to be asked.
   * Otherwise nothing.
   */
  abstract ownAddress(ctx: Pick<Ctx, 'actor'>, to: Notice['to']): Promise<void>
  /**
   * The platform has seen a proof of its own, a code that came to the phone; the database takes that word from no
   * module.
   */
  abstract proven(tx: OpenTransaction, to: Notice['to'], person?: string): Promise<void>
}
