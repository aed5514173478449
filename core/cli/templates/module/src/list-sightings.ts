import { settingsOf } from './settings.ts'
import type { ModuleCtx } from './sighting.entity.ts'
import { shown, sightingView } from './sighting-view.ts'

const day = 86_400_000

/** What was seen lately in this city. No `where city =`: the database shows no other city's rows. */
export async function listSightings(ctx: ModuleCtx, first: number) {
  const since = new Date(ctx.clock.now().getTime() - settingsOf(ctx).daysShown * day)
  const rows = await ctx.db.read
    .selectFrom('sighting')
    .select(shown)
    .where('seen_at', '>', since)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .limit(Math.min(Math.max(first, 1), 50))
    .execute()
  return rows.map(sightingView)
}
