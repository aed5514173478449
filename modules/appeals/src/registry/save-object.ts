import { parseInput } from '@vmeste/sdk'
import type { Insertable } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { QrObjectTable } from '../storage/registry.entity.ts'
import { knownCodes, refuseUnknown } from './known-codes.ts'
import { objectsByCode } from './list-objects.ts'
import type { ObjectView } from './object-view.ts'
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
    const row = { ...input, lat: point?.lat ?? null, lon: point?.lon ?? null, active, updated_at: ctx.clock.now() }
    await upsertObjects(ctx, tx, [row])
    tx.audit({ action: 'appeals.registry', subject: `appeals:QrObject:${input.code}` })
  })
  const [view] = await objectsByCode(ctx, [input.code])
  return view!
}

/** Rows as they are to be, new or known. */
export async function upsertObjects(
  ctx: AppealsCtx,
  tx: AppealsTx,
  rows: readonly Omit<Insertable<QrObjectTable>, 'created_at' | 'city'>[],
): Promise<void> {
  const now = ctx.clock.now()
  // a statement has room for 65,535 values
  for (let at = 0; at < rows.length; at += 1000) {
    await tx.kysely
      .insertInto('qr_object')
      .values(rows.slice(at, at + 1000).map((row) => ({ ...row, created_at: now })))
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
