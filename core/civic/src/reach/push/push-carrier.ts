import { uuidv7, type CityTransaction, type Ctx } from '@vmeste/sdk'
import { countOf } from '../digest-letter.ts'
import type { Carrier } from '../leave-portal.ts'
import type { PushTables } from './push.entity.ts'

/** Notices that leave the portal come to the browsers of whoever they are for: one push, with how much there is. */
export const pushCarrier: Carrier = {
  people: async (ctx) => {
    const rows = await (ctx as Ctx<PushTables>).db.read
      .selectFrom('push_subscription')
      .select('whose')
      .distinct()
      .where('thing', '=', false)
      .limit(20_000)
      .execute()
    return rows.map(({ whose }) => whose)
  },
  carry: async (ctx, tx, person, rows, _lang, id) => {
    const { kysely } = tx as unknown as CityTransaction<PushTables>
    const browsers = await kysely
      .selectFrom('push_subscription')
      .select('id')
      .where('whose', '=', person)
      .where('thing', '=', false)
      .execute()
    if (browsers.length === 0) return false
    const now = ctx.clock.now()
    await kysely
      .insertInto('push_out')
      .values(
        browsers.map((browser) => ({
          id: uuidv7(now.getTime()),
          subscription: browser.id,
          event: `reach:${id}`,
          what: String(countOf(rows)),
          urgent: rows.some(({ urgent }) => urgent),
          created_at: now,
          next_at: now,
          sent_at: null,
          attempts: 0,
          error: null,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return true
  },
}
