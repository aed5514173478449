import type { Ctx } from '@vmeste/sdk'
import { aboutRecipient } from './allow-letters.ts'
import type { Address } from './address-of.ts'
import { noteAnswer } from './all-cities.ts'
import { lockRecipient, setRecipient, type RecipientTx } from './find-recipient.ts'
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
): Promise<Standing | undefined> {
  if (!(await standingBehind(ctx, link))) return undefined
  const keys = ctx.use(RecipientKeys)
  const hash = keys.hashIn(link)!
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const asked = await tx.kysely
      .selectFrom('notification')
      .select(['recipient', 'channel'])
      .where('about', '=', aboutRecipient(hash))
      .where('asks', '=', true)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (answer === 'yes') {
      await tx.kysely
        .updateTable('recipient')
        .set({ confirmed_at: now, refused_at: null })
        .where('hash', '=', hash)
        .execute()
      if (asked) {
        const recipient = await lockRecipient(keys, now, tx, asked)
        await setRecipient(tx, recipient, { refused_at: null })
        await release(tx, asked, now)
      }
      await noteAnswer(tx, keys, await boxBehind(tx, hash))
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

const boxBehind = async (tx: RecipientTx, hash: string): Promise<string | null> =>
  (await tx.kysely.selectFrom('recipient').select('box').where('hash', '=', hash).executeTakeFirst())?.box ?? null

/** Of what waited, the last word on every case goes out now; the rest is old by now. */
async function release(tx: RecipientTx, { recipient, channel }: Address, now: Date): Promise<void> {
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
  const rows = await held.select(['id', 'about', 'created_at']).execute()
  const newest = new Map(latest.map(({ about, at }) => [about, at.getTime()]))
  const go = rows.filter((row) => row.created_at.getTime() === newest.get(row.about)).map(({ id }) => id)
  if (go.length > 0)
    await tx.kysely
      .updateTable('notification')
      .set({ error: null, next_at: now, released_at: now })
      .where('id', 'in', go)
      .execute()
  await waiting(tx, { recipient, channel }).execute()
}

const waiting = (tx: RecipientTx, { recipient, channel }: Address) =>
  tx.kysely
    .deleteFrom('notification')
    .where('recipient', '=', recipient)
    .where('channel', '=', channel)
    .where('error', '=', 'UNCONFIRMED')
