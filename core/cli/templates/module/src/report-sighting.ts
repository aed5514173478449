import { parseInput, Problem, uuidv7, z } from '@vmeste/sdk'
import { settingsOf } from './settings.ts'
import { kinds, type ModuleCtx } from './sighting.entity.ts'
import { sightingView } from './sighting-view.ts'
import { texts } from './texts.ts'

const input = z.object({
  kind: z.enum(kinds),
  place: z.string().trim().min(3).max(200),
  note: z.string().trim().max(1000).nullish(),
})
const hour = 3_600_000

/**
 * Somebody saw an animal. The row and the event leave together or not at all: both belong to the one transaction.
 *
 * @throws Problem `INPUT_INVALID` naming the fields, `TOO_MANY_SIGHTINGS`
 */
export async function reportSighting(ctx: ModuleCtx, raw: unknown) {
  const { kind, place, note } = parseInput(input, raw, ctx.lang)
  const now = ctx.clock.now()
  const row = { id: uuidv7(now.getTime()), kind, place, note: note || null, seen_at: now, closed_at: null }
  await ctx.db.transaction(async (tx) => {
    const { count } = await tx.kysely
      .selectFrom('sighting')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('seen_at', '>', new Date(now.getTime() - hour))
      .executeTakeFirstOrThrow()
    if (Number(count) >= settingsOf(ctx).hourlyLimit)
      throw new Problem('TOO_MANY_SIGHTINGS', texts.tooMany, { kind: 'tooMany', detail: { retryAfterSeconds: 600 } })
    await tx.kysely
      .insertInto('sighting')
      .values({ ...row, person: ctx.actor.kind === 'person' ? ctx.actor.key : null, report: null })
      .execute()
    tx.emit({
      type: 'stray-animals.sighting.reported@1',
      subject: `stray-animals:Sighting:${row.id}`,
      data: { sighting: row.id, kind },
    })
  })
  return sightingView(row)
}
