import { isUuid, parseInput, uuidv7, z } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { reasonStart } from '../report/route-reasons.ts'
import type { CoveredPart } from '../storage/public-words.entity.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import { author, coversOf, mostCovers, type Covering } from './covers-of.ts'
import { rewordLetters } from './reword-letters.ts'
import { typedAddress } from './text-state.ts'

/** What of a report somebody wants covered. */
export const typedCover = z.object({
  part: z.enum(['TEXT', 'ADDRESS', 'ANSWER', 'PLAN', 'NOTE', 'REASON']),
  step: z
    .string()
    .nullish()
    .transform((id) => (id && isUuid(id) ? id : null)),
  from: z.int().min(0).max(5000),
  to: z.int().min(1).max(5000),
})
export type TypedCover = z.output<typeof typedCover>
export const parseCover = (ctx: AppealsCtx, given: unknown): TypedCover => parseInput(typedCover, given, ctx.lang)

/** Where a cover is kept, and the words it lies on. */
interface Found {
  readonly part: CoveredPart
  readonly step: string | null
  readonly text: string
  /** Where the words begin in what the person saw. */
  readonly start: number
  readonly kind?: StepKind
}

/**
 * Puts a cover on a text of a report, inside the caller's change of it.
 * @param only refuses what is not the asking person's to cover
 * @throws Problem `COVER_NOWHERE` where there are no such words, `COVER_MANY` past the bound
 */
export async function layCover(
  ctx: AppealsCtx,
  tx: AppealsTx,
  row: ReportRow,
  { part, step, from, to }: TypedCover,
  actor: string,
  only: (found: Found) => boolean = () => true,
): Promise<void> {
  const found = await findWords(ctx, tx, row, part, step)
  if (!found || !only(found)) throw problems.coverNowhere()
  const [start, stop] = [Math.max(0, from - found.start), Math.min(to - found.start, found.text.length)]
  if (start >= stop) throw problems.coverNowhere()
  if (row.covers >= mostCovers) throw problems.coverMany(mostCovers)
  const before = await coversLike(ctx, row, found)
  await rewordLetters(ctx, tx, row.id, found.text, { before, after: [...before, { from: start, to: stop }] })
  await tx.kysely
    .insertInto('cover')
    .values({
      report: row.id,
      id: uuidv7(),
      part: found.part,
      step: found.step,
      start,
      stop,
      actor,
      at: ctx.clock.now(),
    })
    .execute()
}

async function findWords(
  ctx: AppealsCtx,
  tx: AppealsTx,
  row: ReportRow,
  part: TypedCover['part'],
  step: string | null,
): Promise<Found | undefined> {
  const here = (name: CoveredPart, text: string | null, start = 0): Found | undefined =>
    text === null ? undefined : { part: name, step: null, text, start }
  if (part === 'TEXT') return here('TEXT', row.text)
  if (part === 'ADDRESS') return here('ADDRESS', typedAddress(row))
  if (part === 'REASON') {
    const start = reasonStart(row.route_reason, ctx.lang)
    return start === undefined ? undefined : here('REASON', row.route_reason[ctx.lang].slice(start), start)
  }
  let note = tx.kysely.selectFrom('history').select(['id', 'kind', 'note']).where('report', '=', row.id)
  // the answer and the plan are what their last step says
  if (part === 'ANSWER') note = note.where('kind', '=', 'ANSWERED')
  else if (part === 'PLAN') note = note.where('kind', '=', 'PLANNED')
  else if (step === null) return undefined
  else note = note.where('id', '=', step)
  const said = await note.orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return said?.note ? { part: 'NOTE', step: said.id, text: said.note, start: 0, kind: said.kind } : undefined
}

/** The other covers of the same words, as they stood before this change. */
const coversLike = async (
  ctx: AppealsCtx,
  row: ReportRow,
  like: Pick<Found, 'part' | 'step'>,
): Promise<readonly Covering[]> =>
  ((await coversOf(ctx, [row])).get(row.id) ?? []).filter((one) => one.part === like.part && one.step === like.step)

/**
 * Takes a cover off again, inside the caller's change: the author's is the author's, staff's is any of staff.
 * @throws Problem `COVER_UNKNOWN`, `COVER_THEIRS`
 */
export async function liftCover(
  ctx: AppealsCtx,
  tx: AppealsTx,
  row: ReportRow,
  id: string,
  by: 'author' | 'staff',
): Promise<void> {
  const lifted = isUuid(id)
    ? await tx.kysely
        .deleteFrom('cover')
        .where('report', '=', row.id)
        .where('id', '=', id)
        .returning(['part', 'step', 'actor'])
        .executeTakeFirst()
    : undefined
  if (!lifted) throw problems.coverUnknown()
  if ((lifted.actor === author) !== (by === 'author'))
    throw by === 'author' ? problems.coverUnknown() : problems.coverTheirs()
  const before = await coversLike(ctx, row, lifted)
  const found = await findWords(ctx, tx, row, lifted.part, lifted.step)
  const after = before.filter((one) => one.id !== id)
  if (found) await rewordLetters(ctx, tx, row.id, found.text, { before, after })
}
