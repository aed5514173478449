import type { Ctx } from '@vmeste/sdk'
import { boxOf } from './address-of.ts'
import { answerQuestion, standingBehind, type Standing } from './answer-question.ts'
import { aboutRecipient } from './ask-recipient.ts'
import { ownedOf, type Owned } from './owned-things.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

type RecipientCtx = Ctx<RecipientTables>

/** How it stands with an address, and with the one thing that a letter to it was about. */
export interface LetterStanding {
  readonly standing: Standing
  /** Nothing where the letter is not known any more, or is about nothing. */
  /** ASKED: its owner has not said yet that it is theirs. */
  readonly thing?: 'GOES_ON' | 'STOPPED' | 'ASKED'
}

interface Thing {
  readonly box: string
  readonly about: string
  readonly asks: boolean
  readonly owned: Owned
}

/** The thing behind a letter; the link must be that of whoever it was written to. */
async function thingOf(ctx: RecipientCtx, link: string, letter: string): Promise<Thing | undefined> {
  const keys = ctx.use(RecipientKeys)
  const row = await ctx.db.read
    .selectFrom('notification')
    .select(['recipient', 'channel', 'about', 'asks'])
    .where('id', '=', letter)
    .executeTakeFirst()
  if (!row || keys.hash(row) !== keys.hashIn(link) || row.about === aboutRecipient(keys.hash(row))) return undefined
  const { asks, ...owned } = row
  return { box: keys.hash(boxOf(row)), about: row.about, asks, owned }
}

/** @param letter id of the letter that the link stood in, where it was about one thing */
export async function letterStanding(
  ctx: RecipientCtx,
  link: string,
  letter: string | undefined,
): Promise<LetterStanding | undefined> {
  const standing = await standingBehind(ctx, link)
  if (!standing) return undefined
  const thing = letter === undefined ? undefined : await thingOf(ctx, link, letter)
  if (!thing) return { standing }
  const stopped = await ctx.db.read
    .selectFrom('stopped_thing')
    .select('at')
    .where('box', '=', thing.box)
    .where('about', '=', thing.about)
    .executeTakeFirst()
  if (stopped) return { standing, thing: 'STOPPED' }
  const isOwned = await ownedOf(ctx.db.read, ctx.use(RecipientKeys), [thing.owned])
  return { standing, thing: thing.asks && !isOwned(thing.owned) ? 'ASKED' : 'GOES_ON' }
}

export const letterAnswers = ['yes', 'no', 'stop-this', 'go-on'] as const
export type LetterAnswer = (typeof letterAnswers)[number]

/** Yes or no to the whole city, or to one thing; each can be taken back by another. */
export async function answerLetter(
  ctx: RecipientCtx,
  link: string,
  letter: string | undefined,
  answer: LetterAnswer,
): Promise<LetterStanding | undefined> {
  if (answer === 'yes' || answer === 'no') {
    await answerQuestion(ctx, link, answer, letter)
    return letterStanding(ctx, link, letter)
  }
  const before = await letterStanding(ctx, link, letter)
  const thing = before?.thing && (await thingOf(ctx, link, letter!))
  if (!thing) return before
  await ctx.db.transaction(async (tx) => {
    if (answer === 'stop-this')
      await tx.kysely
        .insertInto('stopped_thing')
        .values({ box: thing.box, about: thing.about, at: ctx.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    else
      await tx.kysely
        .deleteFrom('stopped_thing')
        .where('box', '=', thing.box)
        .where('about', '=', thing.about)
        .execute()
  })
  return letterStanding(ctx, link, letter)
}
