import { showEmail, type Ctx } from '@vmeste/sdk'
import { addressOf, boxOf } from '../notifications/recipients/address-of.ts'
import { RecipientKeys } from '../notifications/recipients/recipient-keys.ts'
import { sayYes } from '../notifications/recipients/answer-question.ts'
import { choicesOf, saveChoices, unchosen } from './choices.ts'
import { mailAbout } from './leave-portal.ts'
import type { ReachTables } from './reach.entity.ts'

type ReachCtx = Ctx<ReachTables>

/** Beside `citizen`, whoever has a role in the city works for it. */
const isStaff = (ctx: Pick<Ctx, 'person'>): boolean =>
  [...ctx.person().roles].some((role) => role !== 'citizen' && role !== 'guest')

const addressFor = (ctx: Pick<Ctx, 'person'>) => {
  const { email, emailVerified } = ctx.person()
  return email && emailVerified ? addressOf({ email }) : undefined
}

/** How whoever acts is told now. */
export async function myReach(ctx: ReachCtx) {
  const chosen = await choicesOf(ctx, ctx.person().key)
  const staff = isStaff(ctx)
  const now = chosen ?? unchosen(staff)
  const address = addressFor(ctx)
  return {
    lang: now.lang ?? ctx.lang,
    email: now.email,
    pace: now.pace,
    quietFrom: now.quiet_from,
    quietUntil: now.quiet_until,
    unchosen: chosen === undefined,
    address: address ? showEmail(address.recipient) : null,
    stopped: await isStopped(ctx),
    staff,
  }
}

async function isStopped(ctx: ReachCtx): Promise<boolean> {
  const address = addressFor(ctx)
  if (!address) return false
  const keys = ctx.use(RecipientKeys)
  const hashes = [keys.hash(address), keys.hash(boxOf(address))]
  const refused = await ctx.db.read
    .selectFrom('recipient')
    .select('hash')
    .where('hash', 'in', hashes)
    .where('refused_at', 'is not', null)
    .executeTakeFirst()
  const stopped =
    refused ??
    (await ctx.db.read
      .selectFrom('stopped_thing')
      .select('about')
      .where('box', 'in', hashes)
      .where('about', '=', mailAbout)
      .executeTakeFirst())
  return stopped !== undefined
}

/** Saves it; whoever asks for letters here takes back that they stopped them, by the address their account has proven. */
export async function changeMyReach(ctx: ReachCtx, input: unknown) {
  await saveChoices(ctx, input)
  const address = addressFor(ctx)
  if (address && (input as { email?: unknown }).email === true && (await isStopped(ctx))) {
    const keys = ctx.use(RecipientKeys)
    await ctx.db.transaction(async (tx) => {
      await sayYes(tx, keys, address, ctx.clock.now(), mailAbout)
      await tx.kysely
        .deleteFrom('stopped_thing')
        .where('box', '=', keys.hash(boxOf(address)))
        .where('about', '=', mailAbout)
        .execute()
    })
  }
  return { __typename: 'ReachChanged', reach: await myReach(ctx) }
}
