import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RoutingRule } from '../registry/routing.ts'
import type { ObjectTypeTable, QrObjectTable } from '../storage/registry.entity.ts'
import type { Tables } from '../storage/storage.ts'

type ObjectRow = Pick<QrObjectTable, 'code' | 'type' | 'name' | 'address' | 'lat' | 'lon' | 'department' | 'territory'>
export interface LookedUp {
  /** Id of the report this very submission made before. */
  readonly repeat: string | null
  /** Reports of this actor in the last ten minutes, and when the oldest of them came. */
  readonly recent: number
  readonly oldest: Date | null
  readonly object: ObjectRow | null
  readonly type: Pick<ObjectTypeTable, 'code' | 'title' | 'icon' | 'tiles'> | null
  readonly rules: readonly RoutingRule[]
}

/** All that is ours and that a submission needs to know, in one statement. */
export async function lookUp(
  ctx: Ctx<Tables>,
  key: { submission: string; actor: string; object: string | null; since: Date },
): Promise<LookedUp> {
  const {
    rows: [row],
  } = await sql<LookedUp>`
    select
      (select id from appeals.report where submission_hash = ${key.submission}) as repeat,
      recent.count::int as recent, recent.oldest,
      case when object.code is not null then to_jsonb(object) end as object, case when own.code is not null then to_jsonb(own) end as type,
      (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'topic', topic, 'territory', territory,
        'department', department) order by number), '[]') from appeals.routing_rule) as rules
    from (select count(*), min(created_at) as oldest from appeals.report where actor_hash = ${key.actor}
      and created_at > ${key.since}) recent
    left join (select code, type, name, address, lat, lon, department, territory from appeals.qr_object
      where code = ${key.object} and active) object on true
    left join (select code, title, icon, tiles from appeals.object_type) own on own.code = object.type`.execute(
    ctx.db.read,
  )
  return row!
}
