import { parseInput, Topics } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { defaultObjectTypes, type ObjectTypeData } from './default-object-types.ts'
import { refuseUnknown } from './known-codes.ts'
import { objectTypeInput } from './registry-input.ts'

export interface ObjectTypeView extends ObjectTypeData {
  readonly __typename: 'ObjectType'
  readonly builtIn: boolean
}

/**
 * The types that come with the module, as the city has changed them, and its own. «Другое» is not among the tiles: it
 * adds itself.
 */
export async function listObjectTypes(ctx: AppealsCtx): Promise<readonly ObjectTypeView[]> {
  const own = await ctx.db.read
    .selectFrom('object_type')
    .select(['code', 'title', 'icon', 'tiles'])
    .orderBy('code')
    .limit(1000)
    .execute()
  const byCode = new Map(own.map((type) => [type.code, type]))
  const shipped = defaultObjectTypes.map((type) => byCode.get(type.code) ?? type)
  const added = own.filter((type) => !defaultObjectTypes.some((one) => one.code === type.code))
  return [...shipped, ...added].map((type) => ({
    ...type,
    __typename: 'ObjectType' as const,
    builtIn: !byCode.has(type.code),
  }))
}

export async function saveObjectType(ctx: AppealsCtx, raw: unknown): Promise<ObjectTypeView> {
  const type = parseInput(objectTypeInput, raw, ctx.lang)
  const topics = new Set((await ctx.use(Topics).leaves()).map((topic) => topic.code))
  refuseUnknown(
    ctx,
    type.tiles.map((tile, at) => ({ path: `input.tiles.${at}.topic`, code: tile.topic, among: topics })),
  )
  await ctx.db.transaction(async (tx) => {
    // the driver would take a bare array for one of PostgreSQL's
    const row = {
      title: type.title,
      icon: type.icon,
      tiles: JSON.stringify(type.tiles) as never,
      updated_at: ctx.clock.now(),
    }
    await tx.kysely
      .insertInto('object_type')
      .values({ code: type.code, ...row })
      .onConflict((conflict) => conflict.columns(['city', 'code']).doUpdateSet(row))
      .execute()
    tx.audit({ action: 'appeals.registry', subject: `appeals:ObjectType:${type.code}` })
  })
  return { ...type, __typename: 'ObjectType', builtIn: false }
}
