import { parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { knownCodes, refuseFields, refuseUnknown } from './known-codes.ts'
import { objectsByCode } from './list-objects.ts'
import type { ObjectView } from './object-view.ts'
import { parseObjects, type ObjectRow } from './parse-objects.ts'
import { objectInput } from './registry-input.ts'

/** Adds a place, or changes the one with this code. */
export async function saveObject(ctx: AppealsCtx, raw: unknown): Promise<ObjectView> {
  const { point, active, ...input } = parseInput(objectInput, raw, ctx.lang)
  const known = await knownCodes(ctx)
  refuseUnknown(ctx, [
    { path: 'input.type', code: input.type, among: known.types },
    { path: 'input.department', code: input.department, among: known.departments },
    { path: 'input.territory', code: input.territory, among: known.territories },
  ])
  await ctx.db.transaction(async (tx) => {
    await upsert(ctx, tx, [{ ...input, lat: point?.lat ?? null, lon: point?.lon ?? null }], active)
    tx.audit({ action: 'appeals.registry', subject: `appeals:QrObject:${input.code}` })
  })
  const [view] = await objectsByCode(ctx, [input.code])
  return view!
}

/** A table of places: all of it, or nothing and every fault. */
export async function importObjects(ctx: AppealsCtx, raw: { csv: string; dryRun?: boolean | null }) {
  const csv = parseInput(z.string().max(1_000_000), raw.csv, ctx.lang, 'csv')
  const parsed = parseObjects(csv, await knownCodes(ctx), ctx.lang)
  if ('problems' in parsed) refuseFields(parsed.problems)
  const rows = 'rows' in parsed ? parsed.rows : []
  const codes = rows.map((row) => row.code)
  const updated = await ctx.db.transaction(async (tx) => {
    const known = await tx.kysely.selectFrom('qr_object').select('code').where('code', 'in', codes).execute()
    if (!raw.dryRun) {
      await upsert(ctx, tx, rows, true)
      tx.audit({ action: 'appeals.registry', subject: 'appeals:QrObject:*', detail: { rows: rows.length } })
    }
    return known.length
  })
  return {
    __typename: 'ObjectsImported' as const,
    created: rows.length - updated,
    updated,
    dryRun: Boolean(raw.dryRun),
  }
}

async function upsert(ctx: AppealsCtx, tx: AppealsTx, rows: readonly ObjectRow[], active: boolean): Promise<void> {
  const now = ctx.clock.now()
  // a statement has room for 65,535 values
  for (let at = 0; at < rows.length; at += 1000) {
    await tx.kysely
      .insertInto('qr_object')
      .values(rows.slice(at, at + 1000).map((row) => ({ ...row, active, created_at: now, updated_at: now })))
      .onConflict((conflict) =>
        conflict
          .columns(['city', 'code'])
          .doUpdateSet((eb) =>
            Object.fromEntries(
              (
                ['type', 'name', 'address', 'lat', 'lon', 'department', 'territory', 'active', 'updated_at'] as const
              ).map((column) => [column, eb.ref(`excluded.${column}`)]),
            ),
          ),
      )
      .execute()
  }
}
