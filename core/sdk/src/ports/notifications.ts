import type { Ctx } from '../ctx.ts'
import type { OpenTransaction } from '../storage.ts'
import type { Lang, Text } from '../text.ts'
import type { TaskFor } from './tasks.ts'

export interface Notice {
  /** Id of the event that caused it: one row per event and recipient, however often it is delivered. */
  readonly event: string
  readonly to: { readonly person: string } | { readonly email: string } | { readonly phone: string }
  readonly lang: Lang
  readonly subject: string
  readonly text: string
  /** Path inside the city's portal. */
  readonly href?: string
  /**
   * Whoever has `href` has the thing: it is a key. It leaves for an address only once its owner has said of this very
   * thing that it is theirs; somebody else may have typed it, though its owner said yes to letters before.
   */
  readonly opens?: boolean
  /** Subject reference it is about, `appeals:Report:…`. */
  readonly about: string
  /** An alarm to somebody with an account: outside the portal it waits for no hour. One that folds is none. */
  readonly urgent?: boolean
  /**
   * What happens when it cannot be brought: somebody of the city is asked to call or to write, unless nobody need be
   * (`'nothing'`: news that the next one overtakes). Said nothing, whoever the city has named for that.
   */
  readonly otherwise?: 'nothing' | Otherwise
  /** How a storm is told: three that are unread stand alone, the rest of their kind is one notice with a number. */
  readonly fold?: NoticeFold
}

/** The task in the place of a letter or a message that did not arrive. */
export interface Otherwise {
  /** The service that the thing is with. */
  readonly to?: TaskFor
  /** What to do, without anything about a person. */
  readonly title?: Text
  /** Where whoever does it reads up on it, inside the portal. */
  readonly href?: string
  /** The person's address, where it is known and no telephone is: a letter is printed for the post. */
  readonly post?: { readonly name?: string; readonly address: string }
}

/**
 * What became of a message: it stands in the queue; it waits for its recipient's yes or its hour; it was given to a mail
 * server or a gateway; it is where its recipient reads; it did not arrive; somebody is asked to tell it.
 */
export const deliveryStates = ['QUEUED', 'WAITING', 'HANDED_OVER', 'DELIVERED', 'FAILED', 'TASK'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Of a telephone in this city: messages come to it, or somebody calls it, or neither. */
export const phoneUses = ['MESSAGE', 'CALL', 'NOWHERE'] as const
export type PhoneUse = (typeof phoneUses)[number]

export interface Delivery {
  readonly id: string
  readonly channel: 'PORTAL' | 'EMAIL' | 'SMS'
  /** Shortened: enough to recognise, too little to use. Nothing of an inbox of the portal. */
  readonly to: string | null
  /** Of an inbox of the portal: whose, by their key. */
  readonly person: string | null
  readonly subject: string
  readonly state: DeliveryState
  /** When it came to stand so. */
  readonly at: Date
  /** Why it waits, is late or did not arrive. */
  readonly reason: Text | null
}

/** Of notices to people with an account; letters and messages to others hold themselves back. */
export interface NoticeFold {
  /** What makes them alike: `routed:<department>:<topic>`. */
  readonly key: string
  /** `{count}` is how many there are in it, one by one told apart. */
  readonly subject: string
  readonly text: string
  /** Where all of them can be seen. */
  readonly href: string
  /** Of the whole, not of one thing: `appeals:Inbox:<department>`. */
  readonly about: string
}

/** Whether somebody has said that they want to be written to: not yet, yes, or no. */
export const recipientStandings = ['WAITING', 'CONFIRMED', 'REFUSED'] as const
export type RecipientStanding = (typeof recipientStandings)[number]

/** Somebody, and the thing they are written to about: for letters that open it, a yes to it is asked for. */
export type WrittenTo = Notice['to'] & { readonly about?: string }

/** What came of asking an address whether it is somebody's. */
export interface Asked {
  readonly standing: RecipientStanding
  /** Whether a question is on its way: to an e-mail a letter with a link, to a telephone a code. */
  readonly sent: boolean
}

/**
 * Tells people what happened; by e-mail, SMS and in the portal, by what the person chose and the city has.
 *
 * An address or a number that has not said yes gets one question from the platform, in the platform's own words, and
 * nothing else until it is answered; what waited leaves then. Five letters an hour leave for one recipient, the rest as
 * one. What opens a thing to whoever has it (`opens`) leaves once its owner has said so of that very thing.
 * All modules count together. Every letter ends with a way to hear no more, of this one thing or of anything in the
 * city, and says so to mail programs (`List-Unsubscribe`).
 */
export abstract class Notifications {
  abstract send(tx: OpenTransaction, notice: Notice): Promise<void>
  /**
   * Languages that these people have chosen for what is told outside; whoever has chosen none is not in it.
   * @example const lang = (await ctx.use(Notifications).langs([person])).get(person) ?? 'ru'
   */
  abstract langs(people: readonly string[]): Promise<ReadonlyMap<string, Lang>>
  /**
   * Work has come to this service, by its code, and nobody in it could be told. Whoever can put somebody there hears of
   * it, once until somebody is.
   */
  abstract unheard(tx: OpenTransaction, department: string): Promise<void>
  /** Removes everything that was said about a subject, when the subject itself is erased. */
  abstract forget(tx: OpenTransaction, about: string): Promise<void>
  /**
   * Puts other words where some were said about a subject: in letters that have not left and in inboxes of the portal.
   * What has left is not fetched back.
   * @param said as it stood in the letters, word for word; where it does not stand nothing happens
   * @example await ctx.use(Notifications).reword(tx, 'appeals:Report:…', 'Иванов, кв. 7', '•••, кв. 7')
   */
  abstract reword(tx: OpenTransaction, about: string, said: string, instead: string): Promise<void>
  /**
   * Forgets that this address was ever written to about a subject: it was mistyped, is not wanted any more, or is erased.
   * What has not left does not leave; the question that was put to it goes where no letter about anything else is left.
   */
  abstract retract(tx: OpenTransaction, about: string, to: Notice['to']): Promise<void>
  /**
   * How it stands with each of these, for a form or a page of staff: «ждёт подтверждения». With `about`, whether letters
   * that open that thing may go there. At most 500 at once.
   */
  abstract standings(all: readonly WrittenTo[]): Promise<readonly RecipientStanding[]>
  /**
   * Whoever acts gave this address: when it is the verified e-mail of their own account, or was proven by it, nobody has
   * to be asked, about the thing neither. Otherwise nothing.
   */
  abstract ownAddress(ctx: Pick<Ctx, 'actor'>, to: WrittenTo): Promise<void>
  /**
   * The platform has seen a proof of its own, a code that came to the phone; the database takes that word from no
   * module.
   */
  abstract proven(tx: OpenTransaction, to: Notice['to'], person?: string): Promise<void>
  /**
   * Asks an address now, for somebody who has just left it on a page and waits there; nobody has to do this for news to
   * come, the first of them asks as well. Whoever has said yes or no is not asked, a telephone only where codes reach it.
   * Three letters a month to one box and one in ten minutes, six codes and one a minute, whoever asks; of a box that no
   * city has heard from, in one city alone.
   *
   * @throws Problem `RECIPIENT_ASKED_TOO_OFTEN`; of a code `MESSAGE_NOT_SENT`, `MESSAGE_TOO_OFTEN`
   * @example const { standing, sent } = await ctx.use(Notifications).ask({ email }, ctx.lang)
   */
  abstract ask(to: Exclude<WrittenTo, { readonly person: string }>, lang: Lang): Promise<Asked>
  /**
   * The code that came to a telephone: what waited for it leaves. A module brings what was typed, the platform looks.
   * @throws Problem `RECIPIENT_CODE_WRONG`
   */
  abstract answer(to: { readonly phone: string; readonly about?: string }, code: string): Promise<void>
  /** What became of each message about a thing of the calling module, newest first, at most 100. */
  abstract deliveries(tx: OpenTransaction, about: string): Promise<readonly Delivery[]>
  /** Whether letters leave this city: an e-mail that nothing would reach is asked of nobody. */
  abstract readonly letters: boolean
  /** What a telephone is asked for here: nobody is asked for one that nothing would reach. */
  abstract phones(): Promise<PhoneUse>
  /** Whether a code would reach a telephone in this city. */
  abstract readonly codes: boolean
}
