import type { Ctx } from '@vmeste/sdk'
import { backOffMs } from '../../notifications/send-notifications.job.ts'
import { isQuiet, unchosen } from '../choices.ts'
import { fill } from '../reach-texts.ts'
import type { Pushed, PushGateway } from './push-gateway.ts'
import type { PushOutRow, PushSubscriptionRow, PushTables } from './push.entity.ts'
import { pushTexts } from './push-texts.ts'

type PushCtx = Ctx<PushTables>
type Due = PushOutRow & { readonly to: PushSubscriptionRow }

const batch = 50
const rounds = 20
const atOnce = 10
/** As letters: the tries span about a day. */
const maxAttempts = 8
/** News this old would only confuse; so long a browser is not told of the same twice. */
const keptMs = 3 * 86_400_000

/** Lets out what waits for browsers. In a demonstration nothing leaves: people there are invented. */
export async function sendPushes(ctx: PushCtx, gateway: PushGateway, others: readonly OtherWay[] = []): Promise<void> {
  if (ctx.city.demonstration) return
  const old = new Date(ctx.clock.now().getTime() - keptMs)
  await ctx.db.transaction((tx) => tx.kysely.deleteFrom('push_out').where('created_at', '<', old).execute())
  for (let round = 0; round < rounds; round++) {
    const due = await claim(ctx)
    for (let from = 0; from < due.length; from += atOnce)
      await Promise.all(due.slice(from, from + atOnce).map((one) => sendOne(ctx, { gateway, others }, one)))
    if (due.length < batch) return
  }
}

/** Takes rows for this host and puts their next try off, so that a crash while sending only delays them. */
function claim(ctx: PushCtx): Promise<Due[]> {
  const now = ctx.clock.now()
  // whoever follows a thing without an account has chosen no hours
  const quiet = isQuiet(now, ctx.city.timezone, unchosen(false))
  return ctx.db.transaction(async (tx) => {
    let query = tx.kysely
      .selectFrom('push_out as out')
      .innerJoin('push_subscription as to', 'to.id', 'out.subscription')
      .selectAll('out')
      .where('out.next_at', '<=', now)
    if (quiet) query = query.where('to.thing', '=', false)
    const rows = await query.orderBy('out.next_at').limit(batch).forUpdate('out').skipLocked().execute()
    if (rows.length === 0) return []
    for (const { id, attempts } of rows)
      await tx.kysely
        .updateTable('push_out')
        .set({ attempts: attempts + 1, next_at: new Date(now.getTime() + backOffMs(attempts)) })
        .where('id', '=', id)
        .execute()
    const browsers = await tx.kysely
      .selectFrom('push_subscription')
      .selectAll()
      .where(
        'id',
        'in',
        rows.map(({ subscription }) => subscription),
      )
      .execute()
    const byId = new Map(browsers.map((browser) => [browser.id, browser]))
    return rows.map((row) => ({ ...row, to: byId.get(row.subscription)! }))
  })
}

/** A way to somebody who is no browser, told by how their address begins. */
export interface OtherWay {
  readonly prefix: string
  send(ctx: PushCtx, to: PushSubscriptionRow, news: Pick<PushOutRow, 'what' | 'urgent'>): Promise<Pushed>
}
interface Ways {
  readonly gateway: PushGateway
  readonly others: readonly OtherWay[]
}

async function sendOne(ctx: PushCtx, ways: Ways, { id, what, urgent, attempts, to }: Due): Promise<void> {
  const { lang, href, thing, whose } = to
  const text = thing ? pushTexts.thing : urgent ? pushTexts.urgent : pushTexts.person
  const push = {
    title: fill(text, lang, { what }),
    body: ctx.city.name[lang],
    url: `/c/${ctx.city.slug}${href}`,
    tag: thing ? whose : 'vmeste',
  }
  const now = ctx.clock.now()
  try {
    const other = ways.others.find(({ prefix }) => to.endpoint.startsWith(prefix))
    const how = other ? await other.send(ctx, to, { what, urgent }) : await ways.gateway.send(to, push, urgent)
    await ctx.db.transaction(async (tx) => {
      if (how === 'GONE') {
        await tx.kysely.deleteFrom('push_out').where('subscription', '=', to.id).execute()
        await tx.kysely.deleteFrom('push_subscription').where('id', '=', to.id).execute()
        return
      }
      await tx.kysely
        .updateTable('push_out')
        .set({ sent_at: now, next_at: null, error: null })
        .where('id', '=', id)
        .execute()
      await tx.kysely.updateTable('push_subscription').set({ alive_at: now }).where('id', '=', to.id).execute()
    })
  } catch (error) {
    const { code: said } = error as { code?: unknown }
    const code = typeof said === 'string' ? said.slice(0, 60) : 'FAILED'
    const set = { error: code, ...(attempts + 1 >= maxAttempts ? { next_at: null } : {}) }
    await ctx.db.transaction((tx) => tx.kysely.updateTable('push_out').set(set).where('id', '=', id).execute())
  }
}
