import { parseInput, z } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { settingsOf } from '../settings.ts'
import { objectKinds } from '../storage/ratings.entity.ts'
import { loadersOf } from './standings.ts'
import { objectView, type ObjectView } from './views.ts'

const asked = z.object({
  kind: z
    .enum(objectKinds)
    .nullish()
    .transform((kind) => kind ?? 'UNIT'),
  first: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform((count) => count ?? 50),
  after: z.string().max(60).nullish(),
})

/** The city's services by place; those without one yet follow, most rated first. */
export async function ratedObjects(ctx: RatingsCtx, raw: unknown) {
  const { kind, first, after } = parseInput(asked, raw, ctx.lang, 'ratedObjects')
  const standings = await loadersOf(ctx).standings()
  const all = [...standings.register.byCode.values()]
    .filter((one) => one.active && one.kind === kind)
    .map((one) => objectView(ctx, one, standings))
    .sort(byPlace)
  const from = after ? all.findIndex(({ code }) => code === after) + 1 : 0
  const nodes = all.slice(from, from + first)
  return {
    nodes,
    endCursor: nodes.at(-1)?.code ?? null,
    hasNext: from + nodes.length < all.length,
    total: all.length,
    basis: standings.basis,
    minimum: settingsOf(ctx).minimum,
    months: settingsOf(ctx).months,
  }
}

const byPlace = (one: ObjectView, other: ObjectView): number =>
  (one.rank ?? Infinity) - (other.rank ?? Infinity) ||
  other.counted.n - one.counted.n ||
  other.unverified.n - one.unverified.n ||
  (one.title < other.title ? -1 : 1)

/** @throws Problem `RATED_OBJECT_UNKNOWN` */
export async function ratedObject(ctx: RatingsCtx, code: string): Promise<ObjectView> {
  const standings = await loadersOf(ctx).standings()
  const object = standings.register.byCode.get(code)
  if (!object?.active) throw problems.objectUnknown(code)
  return objectView(ctx, object, standings)
}
