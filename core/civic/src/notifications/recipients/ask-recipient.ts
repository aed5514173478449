import { uuidv7, type City, type Lang } from '@vmeste/sdk'
import type { NotificationRow } from '../notification.entity.ts'
import type { Address } from './address-of.ts'
import { askBox } from './all-cities.ts'
import { askLetter } from './ask-letter.ts'
import type { Recipient, RecipientTx } from './find-recipient.ts'
import type { RecipientKeys } from './recipient-keys.ts'
import { askAgainMs, askPauseMs, asksAtMost, dayMs, thingAsksADay } from './recipient-limits.ts'

export interface Asking {
  readonly city: City
  readonly keys: RecipientKeys
  readonly now: Date
}

export const aboutRecipient = (hash: string): string => `civic:Recipient:${hash}`

/** Whether it was ever asked in the running month. */
export const askedLately = ({ box }: Recipient, now: Date): boolean =>
  box.asked_at !== null && now.getTime() - box.asked_at.getTime() < askAgainMs

/**
 * Takes the turn to ask a box: the first in a month if no other city has it, and a few more for somebody who waits at a
 * page. The link of a letter that was lost and of the next one is the same.
 *
 * @param again whether this may be one of the few more
 * @returns nothing taken: how many seconds until there may be one
 */
export async function takeAsk(
  { now }: Asking,
  tx: RecipientTx,
  { own, box }: Recipient,
  channel: 'EMAIL' | 'SMS',
  again: boolean,
): Promise<{ readonly askedAt: Date } | { readonly wait: number }> {
  const asked = box.asked_at
  const first = asked === null || now.getTime() - asked.getTime() >= askAgainMs
  if (first) {
    if (!(await askBox(tx, box.box, now))) return { wait: askAgainMs / 1000 }
  } else {
    if (!again || box.asks >= asksAtMost[channel])
      return { wait: seconds(asked.getTime() + askAgainMs - now.getTime()) }
    const since = (box.last_ask_at ?? asked).getTime()
    if (now.getTime() - since < askPauseMs[channel])
      return { wait: seconds(since + askPauseMs[channel] - now.getTime()) }
  }
  const askedAt = first ? now : (own.asked_at ?? now)
  await tx.kysely
    .updateTable('recipient')
    .set({ asked_at: first ? now : asked, asks: first ? 1 : box.asks + 1, last_ask_at: now })
    .where('hash', '=', box.hash)
    .execute()
  if (own.hash !== box.hash)
    await tx.kysely.updateTable('recipient').set({ asked_at: askedAt }).where('hash', '=', own.hash).execute()
  return { askedAt }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000))

export interface Question extends Address {
  readonly lang: Lang
  /** What the link is made of. */
  readonly askedAt: Date
  /** The thing that the yes is for, where there is one. */
  readonly about?: string | undefined
  /** They have said yes to another thing before. */
  readonly known?: boolean
}

/**
 * Whether somebody who has said yes before may be asked about a thing: of each once a month unless they wait at a page,
 * and of a few a day.
 * @returns how many seconds until then
 */
export async function waitToAskOf(
  { now }: Asking,
  tx: RecipientTx,
  { recipient, channel }: Address,
  about: string,
  again: boolean,
): Promise<number | undefined> {
  const rows = await tx.kysely
    .selectFrom('notification')
    .select(['about', 'created_at'])
    .where('recipient', '=', recipient)
    .where('channel', '=', channel)
    .where('asks', '=', true)
    .where('created_at', '>', new Date(now.getTime() - askAgainMs))
    .orderBy('id', 'desc')
    .limit(1_000)
    .execute()
  const day = new Date(now.getTime() - dayMs)
  if (rows.filter(({ created_at }) => created_at > day).length >= thingAsksADay) return dayMs / 1000
  const same = rows.filter((row) => row.about === about)
  if (same.length === 0) return undefined
  if (!again || same.length >= asksAtMost.EMAIL) return askAgainMs / 1000
  const pause = same[0]!.created_at.getTime() + askPauseMs.EMAIL - now.getTime()
  return pause > 0 ? seconds(pause) : undefined
}

/**
 * The one letter that somebody gets who has not said yes: no word of whoever named them, and no link to anything of
 * theirs.
 */
export function putQuestion(
  { city, keys, now }: Asking,
  tx: RecipientTx,
  hash: string,
  { recipient, channel, lang, askedAt, about, known }: Question,
): Promise<NotificationRow | undefined> {
  const id = uuidv7(now.getTime())
  return tx.kysely
    .insertInto('notification')
    .values({
      id,
      event: `ask:${now.getTime()}${about === undefined ? '' : `:${about}`}`,
      recipient,
      channel,
      lang,
      ...askLetter(channel, lang, city, known),
      href: `/letters/${keys.link(hash, askedAt)}${about === undefined ? '' : `/${id}`}?lang=${lang}`,
      about: about ?? aboutRecipient(hash),
      created_at: now,
      sent_at: null,
      via: null,
      read_at: null,
      attempts: 0,
      next_at: now,
      error: null,
      asks: true,
      released_at: null,
      fold: null,
      folded: 0,
      opens: false,
      urgent: false,
      failed_at: null,
      gateway_id: null,
      task: null,
      otherwise: { none: true },
      delays: 0,
    })
    .onConflict((conflict) => conflict.constraint('notification_city_event_recipient_channel_unique').doNothing())
    .returningAll()
    .executeTakeFirst()
}
