import { Directory, type GeoPoint, type Topic } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { QrObjectTable } from '../storage/registry.entity.ts'
import { route, type Route, type RoutingRule } from './routing.ts'

/** What a place says of a route. */
export interface Ground {
  readonly territory: string | null
  /** Department that owns the object. */
  readonly owner: string | null
}
type Plate = Pick<QrObjectTable, 'territory' | 'department'>

/** The one reading of a place: of a plate what the city wrote about it, of anything else where the point lies. */
export async function groundOf(ctx: AppealsCtx, plate: Plate | null, point: GeoPoint | null): Promise<Ground> {
  if (plate) return { territory: plate.territory, owner: plate.department }
  const territory = point ? await ctx.use(Directory).territoryAt(point) : undefined
  return { territory: territory?.code ?? null, owner: null }
}

/** Where a report of this topic at this place goes: the one way of intake, of staff and of whoever only asks. */
export async function wayOf(
  ctx: AppealsCtx,
  topic: Topic,
  ground: Ground,
  known?: readonly RoutingRule[],
): Promise<Route> {
  const directory = ctx.use(Directory)
  const [departments, territories, rules] = await Promise.all([
    directory.departments(),
    directory.territories(),
    known ?? routingRules(ctx),
  ])
  return route({ topic, ...ground }, { rules, departments, territories })
}

/** The way of a report that stands: its territory is the one it came with. */
export async function groundOfStored(
  ctx: AppealsCtx,
  { object, territory }: { readonly object: string | null; readonly territory: string | null },
): Promise<Ground> {
  const plate =
    object === null
      ? undefined
      : await ctx.db.read.selectFrom('qr_object').select('department').where('code', '=', object).executeTakeFirst()
  return { territory, owner: plate?.department ?? null }
}

export const routingRules = (ctx: AppealsCtx): Promise<readonly RoutingRule[]> =>
  ctx.db.read
    .selectFrom('routing_rule')
    .select(['number', 'topic', 'territory', 'department'])
    .orderBy('number')
    .limit(500)
    .execute()
