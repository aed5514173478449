import { Problem } from '@vmeste/sdk'
import type { ModuleCtx } from './sighting.entity.ts'
import { shown, sightingView } from './sighting-view.ts'
import { texts } from './texts.ts'

/**
 * The animal has been helped. Saying it twice changes nothing; who said it stands in the city's audit.
 *
 * @throws Problem `SIGHTING_UNKNOWN`, for another city's too: its rows are not there
 */
export async function closeSighting(ctx: ModuleCtx, id: string) {
  return ctx.db.transaction(async (tx) => {
    const row = await tx.kysely.selectFrom('sighting').select(shown).where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) throw new Problem('SIGHTING_UNKNOWN', texts.unknown, { kind: 'notFound', path: 'id' })
    if (row.closed_at) return sightingView(row)
    const closed = ctx.clock.now()
    await tx.kysely.updateTable('sighting').set({ closed_at: closed }).where('id', '=', id).execute()
    tx.audit({ action: 'stray-animals.close', subject: `stray-animals:Sighting:${id}` })
    return sightingView({ ...row, closed_at: closed })
  })
}
