import { uuidv7, type Ctx } from '@vmeste/sdk'
import type { NotificationRow } from '../notification.entity.ts'
import { askBox, noteAnswer } from './all-cities.ts'
import { askLetter } from './ask-letter.ts'
import { hourOf, lockRecipient, setRecipient, type Recipient, type RecipientTx } from './find-recipient.ts'
import { RecipientKeys } from './recipient-keys.ts'
import { askAgainMs, hourMs, lettersAnHour } from './recipient-limits.ts'
import type { RecipientTables } from './recipient.entity.ts'

/** What leaves as one letter: one notice, or everything that had to wait, summed up. */
export interface Parcel {
  readonly rows: readonly NotificationRow[]
  /** The way out of these letters, for a recipient who is in them. */
  readonly stop?: string
}

type RecipientCtx = Ctx<RecipientTables>
/** Rows of one address that may go together; more than anybody reads. */
const digestAtMost = 500

/**
 * Decides about everything that is due for one address, inside the transaction that claimed it. Nothing leaves the
 * platform but by here, so this holds for every module and every host: whoever has not confirmed is asked once and told
 * nothing; whoever refused hears nothing; five an hour leave as they are, and the rest becomes one letter when the hour
 * is over.
 */
export async function allowLetters(
  ctx: RecipientCtx,
  tx: RecipientTx,
  due: readonly [NotificationRow, ...NotificationRow[]],
): Promise<Parcel[]> {
  const [first] = due
  const recipient = await lockRecipient(ctx.use(RecipientKeys), ctx.clock.now(), tx, first)
  const { own, box } = recipient
  if (own.refused_at ?? box.refused_at) {
    await noteAnswer(tx, ctx.use(RecipientKeys), box.box)
    return hold(tx, due, 'REFUSED')
  }
  const asking = due.filter((row) => row.asks).map((row) => ({ rows: [row] }))
  const news = due.filter((row) => !row.asks)
  if (news.length === 0) return asking
  if (own.confirmed_at) return [...asking, ...(await confirmed(ctx, tx, recipient, news))]
  await hold(tx, news, 'UNCONFIRMED')
  return [...asking, ...(await ask(ctx, tx, recipient, first))]
}

async function hold(
  tx: RecipientTx,
  rows: readonly NotificationRow[],
  error: string,
  next: Date | null = null,
): Promise<[]> {
  if (rows.length > 0) {
    await tx.kysely
      .updateTable('notification')
      .set({ next_at: next, error })
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
  }
  return []
}

/**
 * The one letter that somebody gets who has not said yes: no word of whoever named them, and no link to anything of
 * theirs.
 */
async function ask(
  ctx: RecipientCtx,
  tx: RecipientTx,
  recipient: Recipient,
  { recipient: to, channel, lang }: NotificationRow,
): Promise<Parcel[]> {
  const now = ctx.clock.now()
  const { own, box } = recipient
  if (box.asked_at && now.getTime() - box.asked_at.getTime() < askAgainMs) return []
  if (!(await askBox(tx, box.box, now))) return []
  await setRecipient(tx, recipient, { asked_at: now })
  const row = await tx.kysely
    .insertInto('notification')
    .values({
      id: uuidv7(now.getTime()),
      event: `ask:${now.getTime()}`,
      recipient: to,
      channel,
      lang,
      ...askLetter(channel, lang, ctx.city),
      href: `/letters/${ctx.use(RecipientKeys).link(own.hash, now)}?lang=${lang}`,
      about: aboutRecipient(own.hash),
      created_at: now,
      sent_at: null,
      via: null,
      read_at: null,
      attempts: 0,
      next_at: now,
      error: null,
      asks: true,
      released_at: null,
    })
    .onConflict((conflict) => conflict.constraint('notification_city_event_recipient_channel_unique').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ? [{ rows: [row] }] : []
}

export const aboutRecipient = (hash: string): string => `civic:Recipient:${hash}`

async function confirmed(
  ctx: RecipientCtx,
  tx: RecipientTx,
  recipient: Recipient,
  news: readonly NotificationRow[],
): Promise<Parcel[]> {
  const now = ctx.clock.now()
  const { own, box } = recipient
  const { from, count } = hourOf(box, now)
  // an account's proof, and answers from before cities heard of each other's, are told with the first letter of an hour
  if (count === 0) await noteAnswer(tx, ctx.use(RecipientKeys), box.box)
  const room = lettersAnHour - count
  const after = new Date(from.getTime() + hourMs)
  const since = own.asked_at ?? own.confirmed_at!
  const stop = `/letters/${ctx.use(RecipientKeys).link(own.hash, since)}`
  if (room < 1) return hold(tx, news, heldBack, after)
  const waited = news.some(isHeldBack)
  const go = waited ? await allDue(tx, news[0]!, now) : news.slice(0, room)
  if (!waited) await hold(tx, news.slice(room), heldBack, after)
  const parcels = waited ? [{ rows: go, stop }] : go.map((row) => ({ rows: [row], stop }))
  await tx.kysely
    .updateTable('recipient')
    .set({ hour_from: from, hour_count: count + parcels.length })
    .where('hash', '=', box.hash)
    .execute()
  return parcels
}

const heldBack = 'HELD_BACK'
export const isHeldBack = ({ error }: Pick<NotificationRow, 'error'>): boolean => error?.startsWith(heldBack) ?? false

/** What is due for this address and did not fit into the batch belongs in the same letter. */
const allDue = (tx: RecipientTx, { recipient, channel }: NotificationRow, now: Date): Promise<NotificationRow[]> =>
  tx.kysely
    .selectFrom('notification')
    .selectAll()
    .where('recipient', '=', recipient)
    .where('channel', '=', channel)
    .where('asks', '=', false)
    .where('next_at', '<=', now)
    .orderBy('id')
    .limit(digestAtMost)
    .forUpdate()
    .skipLocked()
    .execute()
