import { uuidv7, type Ctx } from '@vmeste/sdk'
import { readEndpoint, readPush } from './push-input.ts'
import type { PushTables } from './push.entity.ts'

type PushCtx = Ctx<PushTables>
/** More than anybody uses: what came first goes. */
const browsersAtMost = 10

/** This browser hears from now on of all that is for whoever acts. */
export async function subscribeBrowser(ctx: PushCtx, input: unknown, named: readonly string[]): Promise<number> {
  const { endpoint, p256dh, auth } = readPush(input, named)
  const now = ctx.clock.now()
  const whose = ctx.person().key
  const set = { p256dh, auth, lang: ctx.lang, alive_at: now }
  await ctx.db.transaction(async (tx) => {
    await tx.kysely
      .insertInto('push_subscription')
      .values({ id: uuidv7(now.getTime()), whose, thing: false, endpoint, href: '/notifications', ...set })
      .onConflict((conflict) => conflict.constraint('push_subscription_once_unique').doUpdateSet(set))
      .execute()
    const kept = tx.kysely
      .selectFrom('push_subscription')
      .select('id')
      .where('whose', '=', whose)
      .where('p256dh', '<>', '') // a chat is no browser
      .orderBy('alive_at', 'desc')
      .orderBy('id', 'desc')
      .limit(browsersAtMost)
    await tx.kysely
      .deleteFrom('push_subscription')
      .where('whose', '=', whose)
      .where('p256dh', '<>', '')
      .where('id', 'not in', kept)
      .execute()
  })
  return countBrowsers(ctx)
}

export async function unsubscribeBrowser(ctx: PushCtx, endpoint: string): Promise<number> {
  const given = readEndpoint(endpoint)
  await ctx.db.transaction((tx) =>
    tx.kysely
      .deleteFrom('push_subscription')
      .where('whose', '=', ctx.person().key)
      .where('endpoint', '=', given)
      .execute(),
  )
  return countBrowsers(ctx)
}

export async function countBrowsers(ctx: PushCtx): Promise<number> {
  const { n } = await ctx.db.read
    .selectFrom('push_subscription')
    .select((on) => on.fn.countAll<string>().as('n'))
    .where('whose', '=', ctx.person().key)
    .where('thing', '=', false)
    .where('p256dh', '<>', '')
    .executeTakeFirstOrThrow()
  return Number(n)
}
