import { parseInput, searchedText, z } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { objectView, type ObjectRow, type ObjectView } from './object-view.ts'

const asked = z.object({
  first: z
    .int()
    .min(1)
    .max(200)
    .nullish()
    .transform((count) => count ?? 50),
  after: z.string().max(40).nullish(),
  search: searchedText(100).nullish(),
})

const columns = ['code', 'type', 'name', 'address', 'lat', 'lon', 'department', 'territory', 'active'] as const
const openReports =
  sql<number>`(select count(*)::int from appeals.report r where r.city = qr_object.city and r.object = qr_object.code
    and r.closed_at is null)`.as('open_reports')

/** The city's places by code. */
export async function listObjects(
  ctx: AppealsCtx,
  raw: unknown,
): Promise<{ nodes: readonly ObjectView[]; endCursor: string | null; hasNext: boolean }> {
  const { first, after, search } = parseInput(asked, raw, ctx.lang, 'qrObjects')
  let query = ctx.db.read
    .selectFrom('qr_object')
    .select(columns)
    .select(openReports)
    .orderBy('code')
    .limit(first + 1)
  if (after) query = query.where('code', '>', after)
  if (search) {
    const like = `%${search.replace(/[\\%_]/g, (char) => `\\${char}`)}%`
    query = query.where((eb) =>
      eb.or([
        eb('code', 'ilike', like),
        eb('address', 'ilike', like),
        eb(sql<string>`name ->> ${ctx.lang}`, 'ilike', like),
      ]),
    )
  }
  const rows = await query.execute()
  const shown = rows.slice(0, first)
  return { nodes: await viewsOf(ctx, shown), endCursor: shown.at(-1)?.code ?? null, hasNext: rows.length > first }
}

export async function objectsByCode(ctx: AppealsCtx, codes: readonly string[]): Promise<readonly ObjectView[]> {
  return viewsOf(
    ctx,
    await ctx.db.read
      .selectFrom('qr_object')
      .select(columns)
      .select(openReports)
      .where('code', 'in', codes)
      .orderBy('code')
      .execute(),
  )
}

async function viewsOf(ctx: AppealsCtx, rows: readonly ObjectRow[]): Promise<readonly ObjectView[]> {
  if (rows.length === 0) return []
  const own = await ctx.db.read
    .selectFrom('object_type')
    .select(['code', 'title', 'icon', 'tiles'])
    .where('code', 'in', [...new Set(rows.map((row) => row.type))])
    .execute()
  const types = new Map(own.map((type) => [type.code, type]))
  return rows.map((row) => objectView(ctx, row, types.get(row.type) ?? null))
}
