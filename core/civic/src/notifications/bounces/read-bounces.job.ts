import type { Ctx } from '@vmeste/sdk'
import { giveUp } from '../give-up.ts'
import type { RecipientTables } from '../recipients/recipient.entity.ts'
import { stopAddress } from '../recipients/stop-address.ts'
import type { BounceBox } from './bounce-box.ts'
import type { Bounce } from './read-dsn.ts'

/** Hears that the mailbox cannot be read. */
export interface BounceLog {
  error(of: object, what: string): void
}

type BounceCtx = Ctx<RecipientTables>

/**
 * Letters of this city that came back. One that will never arrive ends the writing to its address, says so at its case
 * and becomes somebody's task; one that is only late is counted. What names no letter of ours changes nothing.
 */
export async function readBounces(ctx: BounceCtx, box: BounceBox, log: BounceLog): Promise<void> {
  let bounces
  try {
    bounces = await box.of(ctx.city.slug)
  } catch (error) {
    // letters leave all the same; the words of a mail server may repeat an address
    log.error({ code: codeOf(error) }, 'the mailbox of letters that come back cannot be read; tried again in a minute')
    return
  }
  for (const bounce of bounces) await (bounce.hard ? cameBack(ctx, bounce) : isLate(ctx, bounce))
  await box.done(bounces.map(({ uid }) => uid)).catch((error: unknown) => {
    log.error({ code: codeOf(error) }, 'letters that came back could not be marked; they are looked at again')
  })
}

function cameBack(ctx: BounceCtx, { letter, status, recipient }: Bounce): Promise<void> {
  return ctx.db.transaction(async (tx) => {
    const one = await tx.kysely
      .selectFrom('notification')
      .selectAll()
      .where('id', '=', letter)
      .where('channel', '=', 'EMAIL')
      .where('sent_at', 'is not', null)
      .where('failed_at', 'is', null)
      .executeTakeFirst()
    if (!one || (recipient !== undefined && recipient !== one.recipient)) return
    await stopAddress(ctx, tx, one.recipient)
    // what was summed up left as one letter
    const rows = await tx.kysely
      .selectFrom('notification')
      .selectAll()
      .where('recipient', '=', one.recipient)
      .where('channel', '=', 'EMAIL')
      .where('sent_at', '=', one.sent_at)
      .where('failed_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute()
    await giveUp(ctx, tx, rows, `BOUNCED ${status}`)
  })
}

const isLate = (ctx: BounceCtx, { letter }: Bounce): Promise<unknown> =>
  ctx.db.transaction((tx) =>
    tx.kysely
      .updateTable('notification')
      .set((of) => ({ delays: of('delays', '+', 1) }))
      .where('id', '=', letter)
      .where('sent_at', 'is not', null)
      .execute(),
  )

const codeOf = (error: unknown): string => {
  const { code, authenticationFailed } = error as { code?: unknown; authenticationFailed?: unknown }
  return authenticationFailed === true ? 'EAUTH' : typeof code === 'string' ? code.slice(0, 60) : 'FAILED'
}
