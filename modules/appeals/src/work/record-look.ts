import { parseInput, uuidv7, z } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { LookKind } from '../storage/public-words.entity.ts'
import { sees, viewerOf, type Viewer } from './viewer.ts'

/** Whoever may look at what strangers see, or a refusal. */
export async function looker(ctx: AppealsCtx): Promise<(row: ReportRow) => void> {
  const viewer: Viewer = await viewerOf(ctx)
  if (!viewer.looks) throw problems.moveNotYours()
  return (row) => {
    if (!sees(viewer, row)) throw problems.otherDepartment()
  }
}

const seconds = z
  .int()
  .min(0)
  .max(600)
  .nullish()
  .transform((given) => given ?? 0)
/** How long a look took, as the page has counted it. */
export const typedSeconds = (ctx: AppealsCtx, given: unknown): number => parseInput(seconds, given, ctx.lang, 'seconds')

/** One line of what staff did with what strangers see. */
export async function recordLook(
  ctx: AppealsCtx,
  tx: AppealsTx,
  row: Pick<ReportRow, 'id' | 'department'>,
  look: { readonly kind: LookKind; readonly note?: string; readonly seconds: number },
): Promise<void> {
  const { key, name } = ctx.person()
  await tx.kysely
    .insertInto('look')
    .values({
      report: row.id,
      id: uuidv7(),
      at: ctx.clock.now(),
      kind: look.kind,
      actor: key,
      actor_name: name,
      department: row.department,
      note: look.note ?? null,
      seconds: look.seconds,
    })
    .execute()
}
