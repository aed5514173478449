import { sql } from '@vmeste/sdk/storage'
import type { RecipientTx } from './find-recipient.ts'
import type { RecipientKeys } from './recipient-keys.ts'
import { askAgainMs } from './recipient-limits.ts'

/**
 * Whether a box may be asked now, for all cities of the installation: one that has said yes nowhere is asked once a
 * month, whichever city comes first; one that has said no in any city is not. Given out at most once: whoever hears yes
 * asks.
 */
export async function askBox(tx: RecipientTx, box: string, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - askAgainMs)
  const {
    rows: [row],
  } = await sql<{
    may: boolean
  }>`select core.ask_box(${box}, ${now}::timestamptz, ${before}::timestamptz) as may`.execute(tx.kysely)
  return row?.may ?? false
}

/** Tells the other cities what this one knows of a box by now. One refusal of any spelling is heard by all of them. */
export async function noteAnswer(tx: RecipientTx, keys: RecipientKeys, box: string | null): Promise<void> {
  if (!box) return
  const rows = await tx.kysely
    .selectFrom('recipient')
    .select(['confirmed_at', 'refused_at'])
    .where('box', '=', box)
    .execute()
  const said = rows.some((row) => row.refused_at) ? 'no' : rows.some((row) => row.confirmed_at) ? 'yes' : null
  await tx.run(sql`select core.note_box(${box}, ${keys.mark(box)}, ${said})`)
}

/** What nobody has answered since then, everywhere or of these boxes. */
export async function forgetBoxes(
  tx: RecipientTx,
  askedBefore: Date,
  boxes: readonly string[] | null = null,
): Promise<void> {
  await tx.run(sql`select core.forget_boxes(${askedBefore}::timestamptz, ${boxes}::text[])`)
}
