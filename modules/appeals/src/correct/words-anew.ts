import type { Updateable } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { firstState } from '../publish/awaiting.ts'
import { coversOf, coversOn, type Covering } from '../publish/covers-of.ts'
import { hasWords, typedAddress } from '../publish/text-state.ts'
import type { ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import type { ReportTable } from '../storage/report.entity.ts'
import { carryCovers } from './carry-covers.ts'

/**
 * Corrected words go the way of those that came in: by the city's rule, and never past a look where something of them
 * had been covered that cannot be found again. Where nobody reads the words, that stays so.
 */
export async function wordsAnew(
  ctx: AppealsCtx,
  tx: AppealsTx,
  before: ReportRow,
  after: ReportRow,
): Promise<Updateable<ReportTable>> {
  const said = { text: before.text !== after.text, address: typedAddress(before) !== typedAddress(after) }
  if (!said.text && !said.address) return {}
  const laid = (await coversOf(ctx, [before])).get(before.id) ?? []
  const text = said.text ? await recover(tx, coversOn.text(laid), before.text, after.text) : untouched
  const address = said.address
    ? await recover(tx, coversOn.address(laid), typedAddress(before), typedAddress(after))
    : untouched
  const covers = before.covers - text.gone - address.gone
  if (!hasWords(after) || before.text_state === 'WITHHELD') return { covers }
  const state = text.lost || address.lost ? 'WAITING' : firstState(settingsOf(ctx).publish)
  return {
    covers,
    text_state: state,
    ...(state === 'WAITING' && { waiting_since: before.waiting_since ?? ctx.clock.now(), look_due: null }),
  }
}

const untouched = { gone: 0, lost: false }

/** Covers where their words stand now; what covered anything else goes. */
async function recover(tx: AppealsTx, covers: readonly Covering[], before: string | null, after: string | null) {
  if (covers.length === 0) return untouched
  const { kept, lost } = carryCovers(before ?? '', after ?? '', covers)
  for (const { id, start, stop } of kept)
    await tx.kysely.updateTable('cover').set({ start, stop }).where('id', '=', id).execute()
  const gone = covers.filter(({ id }) => !kept.some((one) => one.id === id)).map(({ id }) => id)
  if (gone.length > 0) await tx.kysely.deleteFrom('cover').where('id', 'in', gone).execute()
  return { gone: gone.length, lost: lost && after !== null }
}
