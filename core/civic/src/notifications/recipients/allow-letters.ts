import type { Ctx } from '@vmeste/sdk'
import { giveUp } from '../give-up.ts'
import type { NotificationRow } from '../notification.entity.ts'
import { noteAnswer } from './all-cities.ts'
import { putQuestion, takeAsk, waitToAskOf } from './ask-recipient.ts'
import { hourOf, lockRecipient, type Recipient, type RecipientTx } from './find-recipient.ts'
import { mayLeave } from './owned-things.ts'
import { RecipientKeys } from './recipient-keys.ts'
import { hourMs, lettersAnHour } from './recipient-limits.ts'
import type { RecipientTables } from './recipient.entity.ts'

/** What leaves as one letter: one notice, or everything that had to wait, summed up. */
export interface Parcel {
  readonly rows: readonly NotificationRow[]
  /** The way out of these letters, for a recipient who is in them; of one thing where they are about one. */
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
  const news = await notStopped(
    tx,
    box,
    due.filter((row) => !row.asks),
  )
  if (news.length === 0) return asking
  if (own.bounced_at) {
    await giveUp(ctx, tx, news, 'BOUNCED')
    return asking
  }
  if (!own.confirmed_at) {
    await hold(tx, news, 'UNCONFIRMED')
    const about = news.find(({ opens }) => opens) ?? news[0]!
    return [...asking, ...(await ask(ctx, tx, recipient, about))]
  }
  const may = await mayLeave(tx.kysely, ctx.use(RecipientKeys), news)
  const [goes, foreign] = [news.filter(may), news.filter((row) => !may(row))]
  await hold(tx, foreign, 'UNCONFIRMED')
  return [
    ...asking,
    ...(await askOfEach(ctx, tx, recipient, foreign)),
    ...(goes.length > 0 ? await confirmed(ctx, tx, recipient, goes) : []),
  ]
}

/**
 * A telephone in a city that sends no messages: whoever asked not to be told hears nothing, of anybody else somebody is
 * told to call. Nothing is pretended to have left.
 */
export async function noMessages(
  ctx: RecipientCtx,
  tx: RecipientTx,
  due: readonly [NotificationRow, ...NotificationRow[]],
): Promise<void> {
  const { own, box } = await lockRecipient(ctx.use(RecipientKeys), ctx.clock.now(), tx, due[0])
  if (own.refused_at ?? box.refused_at) return void (await hold(tx, due, 'REFUSED'))
  await giveUp(ctx, tx, await notStopped(tx, box, due), 'NO_GATEWAY')
}

/** Whoever has said yes to letters is asked once of every thing that somebody typed their address into. */
async function askOfEach(
  ctx: RecipientCtx,
  tx: RecipientTx,
  { own }: Recipient,
  foreign: readonly NotificationRow[],
): Promise<Parcel[]> {
  const asking = { city: ctx.city, keys: ctx.use(RecipientKeys), now: ctx.clock.now() }
  const parcels: Parcel[] = []
  for (const about of new Set(foreign.map((row) => row.about))) {
    const { recipient, channel, lang } = foreign.find((row) => row.about === about)!
    if ((await waitToAskOf(asking, tx, { recipient, channel }, about, false)) !== undefined) continue
    const askedAt = own.asked_at ?? own.confirmed_at!
    const row = await putQuestion(asking, tx, own.hash, { recipient, channel, lang, askedAt, about, known: true })
    if (row) parcels.push({ rows: [row] })
  }
  return parcels
}

/** Without the news of things of which the recipient wants to hear no more. */
async function notStopped(
  tx: RecipientTx,
  { hash }: { readonly hash: string },
  news: readonly NotificationRow[],
): Promise<readonly NotificationRow[]> {
  if (news.length === 0) return news
  const rows = await tx.kysely.selectFrom('stopped_thing').select('about').where('box', '=', hash).execute()
  const stopped = new Set(rows.map(({ about }) => about))
  await hold(
    tx,
    news.filter(({ about }) => stopped.has(about)),
    'STOPPED',
  )
  return news.filter(({ about }) => !stopped.has(about))
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

/** Whoever has not said yes is asked, once a month. */
async function ask(
  ctx: RecipientCtx,
  tx: RecipientTx,
  recipient: Recipient,
  { recipient: to, channel, lang, about, opens }: NotificationRow,
): Promise<Parcel[]> {
  if (channel === 'PORTAL') return []
  const asking = { city: ctx.city, keys: ctx.use(RecipientKeys), now: ctx.clock.now() }
  const turn = await takeAsk(asking, tx, recipient, channel, false)
  if ('wait' in turn) return []
  const question = { recipient: to, channel, lang, ...turn, ...(opens && { about }) }
  const row = await putQuestion(asking, tx, recipient.own.hash, question)
  return row ? [{ rows: [row] }] : []
}

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
  const link = `/letters/${ctx.use(RecipientKeys).link(own.hash, since)}`
  const parcel = (rows: readonly NotificationRow[]): Parcel => ({
    rows,
    stop: new Set(rows.map(({ about }) => about)).size === 1 ? `${link}/${rows[0]!.id}` : link,
  })
  if (room < 1) return hold(tx, news, heldBack, after)
  const waited = news.some(isHeldBack)
  const go = waited ? await notStopped(tx, box, await allDue(ctx, tx, news[0]!, now)) : news.slice(0, room)
  if (!waited) await hold(tx, news.slice(room), heldBack, after)
  const parcels = waited ? [parcel(go)] : go.map((row) => parcel([row]))
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
async function allDue(
  ctx: RecipientCtx,
  tx: RecipientTx,
  { recipient, channel }: NotificationRow,
  now: Date,
): Promise<NotificationRow[]> {
  const rows = await tx.kysely
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
  // what is not theirs yet waits for its own turn
  return rows.filter(await mayLeave(tx.kysely, ctx.use(RecipientKeys), rows))
}
