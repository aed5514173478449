import { isUuid } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { typedPhotos, typedWords } from './staff-words.ts'
import { moverOf, viewerOf } from './viewer.ts'

/** What somebody is still writing, one draft a person and report: a closed tab loses nothing. */
export async function saveAnswerDraft(
  ctx: AppealsCtx,
  input: { report: string; text: string; photos?: readonly string[] | null },
) {
  const text = typedWords(ctx, input.text, 'text')
  const photos = [...typedPhotos(ctx, input.photos)]
  const viewer = await viewerOf(ctx)
  if (!isUuid(input.report)) throw problems.reportUnknown()
  const row = await ctx.db.read
    .selectFrom('report')
    .select('department')
    .where('id', '=', input.report)
    .executeTakeFirst()
  if (!row) throw problems.reportUnknown()
  moverOf(viewer, row, 'executor')
  const draft = { text, photos, updated_at: ctx.clock.now() }
  await ctx.db.transaction(async (tx) => {
    await tx.kysely
      .insertInto('draft')
      .values({ report: input.report, staff: viewer.person.key, ...draft })
      .onConflict((conflict) => conflict.columns(['city', 'report', 'staff']).doUpdateSet(draft))
      .execute()
  })
  return { __typename: 'DraftSaved' as const, draft: { text, photos, updatedAt: draft.updated_at } }
}
