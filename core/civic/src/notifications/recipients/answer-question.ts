import type { Ctx } from '@vmeste/sdk'
import { aboutRecipient } from './ask-recipient.ts'
import type { Address } from './address-of.ts'
import { noteAnswer } from './all-cities.ts'
import { lockRecipient, setRecipient, type RecipientTx } from './find-recipient.ts'
import { own, mayLeave } from './owned-things.ts'
import { RecipientKeys } from './recipient-keys.ts'
import { askAgainMs } from './recipient-limits.ts'
import type { RecipientTables } from './recipient.entity.ts'

type RecipientCtx = Ctx<RecipientTables>
export type Standing = 'WAITING' | 'CONFIRMED' | 'REFUSED'

/** What the link in a letter is good for: nothing when it is not ours, or nobody answered in time. */
export async function standingBehind(ctx: RecipientCtx, link: string): Promise<Standing | undefined> {
  const keys = ctx.use(RecipientKeys)
  const hash = keys.hashIn(link)
  const row =
    hash && (await ctx.db.read.selectFrom('recipient').selectAll().where('hash', '=', hash).executeTakeFirst())
  const since = row && (row.asked_at ?? row.confirmed_at)
  if (!since || !keys.isLink(link, row.hash, since)) return undefined
  if (row.refused_at) return 'REFUSED'
  if (row.confirmed_at) return 'CONFIRMED'
  return ctx.clock.now().getTime() - since.getTime() < askAgainMs ? 'WAITING' : undefined
}

/**
 * «Да, пишите» or «Больше не писать», as often as somebody changes their mind. @returns nothing for a link that is no
 * longer good
 */
export async function answerQuestion(
  ctx: RecipientCtx,
  link: string,
  answer: 'yes' | 'no',
  letter?: string,
): Promise<Standing | undefined> {
  if (!(await standingBehind(ctx, link))) return undefined
  const keys = ctx.use(RecipientKeys)
  const hash = keys.hashIn(link)!
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const asked = await askedBy(tx, keys, hash, letter)
    if (answer === 'yes') {
      await tx.kysely
        .updateTable('recipient')
        .set({ confirmed_at: now, refused_at: null, bounced_at: null })
        .where('hash', '=', hash)
        .execute()
      if (asked) await sayYes(tx, keys, asked, now, asked.about)
      else await noteAnswer(tx, keys, await boxBehind(tx, hash))
      return 'CONFIRMED'
    }
    await tx.kysely
      .updateTable('recipient')
      .set({ confirmed_at: null, refused_at: now, person: null })
      .where('hash', '=', hash)
      .execute()
    if (asked) {
      await setRecipient(tx, await lockRecipient(keys, now, tx, asked), { refused_at: now })
      await waiting(tx, asked).execute()
    }
    await noteAnswer(tx, keys, await boxBehind(tx, hash))
    return 'REFUSED'
  })
}

/** The address behind a link, and the thing that the letter it stood in was about. */
async function askedBy(
  tx: RecipientTx,
  keys: RecipientKeys,
  hash: string,
  letter: string | undefined,
): Promise<(Address & { readonly about?: string }) | undefined> {
  const letters = tx.kysely.selectFrom('notification').select(['recipient', 'channel', 'about'])
  const one = letter === undefined ? undefined : await letters.where('id', '=', letter).executeTakeFirst()
  if (one && one.about !== aboutRecipient(hash) && keys.hash(one) === hash) return one
  return letters
    .clearSelect()
    .select(['recipient', 'channel'])
    .where('about', '=', aboutRecipient(hash))
    .where('asks', '=', true)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * This address may be written to, and what waited for that leaves.
 *
 * @param about the thing that is theirs; nothing where the question named none: all that waits
 */
export async function sayYes(
  tx: RecipientTx,
  keys: RecipientKeys,
  address: Address,
  now: Date,
  about?: string,
): Promise<void> {
  const recipient = await lockRecipient(keys, now, tx, address)
  await setRecipient(tx, recipient, { refused_at: null })
  await tx.kysely
    .updateTable('recipient')
    .set({ confirmed_at: now, code: null, code_until: null })
    .where('hash', '=', recipient.own.hash)
    .execute()
  const waits = about === undefined ? await waitingThings(tx, address) : [about]
  await own(tx, recipient.own.hash, waits, now)
  await release(tx, keys, address, now)
  await noteAnswer(tx, keys, recipient.box.box)
}

const boxBehind = async (tx: RecipientTx, hash: string): Promise<string | null> =>
  (await tx.kysely.selectFrom('recipient').select('box').where('hash', '=', hash).executeTakeFirst())?.box ?? null

const waitingThings = async (tx: RecipientTx, { recipient, channel }: Address): Promise<string[]> =>
  (
    await tx.kysely
      .selectFrom('notification')
      .select('about')
      .distinct()
      .where('recipient', '=', recipient)
      .where('channel', '=', channel)
      .where('error', '=', 'UNCONFIRMED')
      .where('opens', '=', true)
      .execute()
  ).map(({ about }) => about)

/**
 * Of what waited, the last word on every case goes out now; the rest is old by now. What opens another thing than they
 * have said yes to comes before the sender again, who asks of it.
 */
async function release(
  tx: RecipientTx,
  keys: RecipientKeys,
  { recipient, channel }: Address,
  now: Date,
): Promise<void> {
  const held = tx.kysely
    .selectFrom('notification')
    .where('recipient', '=', recipient)
    .where('channel', '=', channel)
    .where('error', '=', 'UNCONFIRMED')
  const latest = await held
    .select(({ fn }) => fn.max('created_at').as('at'))
    .select('about')
    .groupBy('about')
    .execute()
  const rows = await held.select(['id', 'recipient', 'channel', 'about', 'created_at', 'opens']).execute()
  const newest = new Map(latest.map(({ about, at }) => [about, at.getTime()]))
  const last = rows.filter((row) => row.created_at.getTime() === newest.get(row.about))
  const may = await mayLeave(tx.kysely, keys, last)
  for (const [some, set] of [
    [last.filter(may), { error: null, next_at: now, released_at: now }],
    [last.filter((row) => !may(row)), { error: null, next_at: now }],
  ] as const)
    if (some.length > 0)
      await tx.kysely
        .updateTable('notification')
        .set(set)
        .where(
          'id',
          'in',
          some.map(({ id }) => id),
        )
        .execute()
  await waiting(tx, { recipient, channel }).execute()
}

const waiting = (tx: RecipientTx, { recipient, channel }: Address) =>
  tx.kysely
    .deleteFrom('notification')
    .where('recipient', '=', recipient)
    .where('channel', '=', channel)
    .where('error', '=', 'UNCONFIRMED')
