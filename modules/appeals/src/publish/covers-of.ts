import type { Lang } from '@vmeste/sdk'
import { sql, type Selectable } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { reasonStart } from '../report/route-reasons.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { CoverTable } from '../storage/public-words.entity.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import type { Stretch } from './public-words.ts'

/** A cover with the kind of its step, and whether that is the last one of its kind: the answer, the plan. */
export interface Covering extends Stretch, Pick<Selectable<CoverTable>, 'id' | 'part' | 'step' | 'actor' | 'at'> {
  readonly kind: StepKind | null
  readonly last: boolean
}

/** Whoever covers their own words through the secret link. */
export const author = 'author'

/** Covers by hand of many reports: one statement, and none where no report has any. */
export async function coversOf(
  ctx: AppealsCtx,
  rows: readonly Pick<ReportRow, 'id' | 'covers'>[],
): Promise<ReadonlyMap<string, readonly Covering[]>> {
  const covered = rows.filter((row) => row.covers > 0).map((row) => row.id)
  if (covered.length === 0) return new Map()
  const found = await ctx.db.read
    .selectFrom('cover')
    .leftJoin('history as step', (join) =>
      join.onRef('step.report', '=', 'cover.report').onRef('step.id', '=', 'cover.step'),
    )
    .select([
      'cover.report',
      'cover.id',
      'cover.part',
      'cover.step',
      'cover.start as from',
      'cover.stop as to',
      'cover.actor',
      'cover.at',
      'step.kind',
      sql<boolean>`step.id is not null and not exists (select from appeals.history later where later.city = step.city
        and later.report = step.report and later.kind = step.kind and (later.at, later.id) > (step.at, step.id))`.as(
        'last',
      ),
    ])
    .where('cover.report', 'in', covered)
    .orderBy('cover.start')
    .orderBy('cover.id')
    .limit(covered.length * mostCovers)
    .execute()
  return Map.groupBy(found, (one) => one.report)
}

/** Of one report; the graph promises no more. */
export const mostCovers = 100

/** Which covers lie on which text of a report. */
export const coversOn = {
  text: (all: readonly Covering[]) => all.filter((one) => one.part === 'TEXT'),
  address: (all: readonly Covering[]) => all.filter((one) => one.part === 'ADDRESS'),
  answer: (all: readonly Covering[]) => all.filter((one) => one.kind === 'ANSWERED' && one.last),
  plan: (all: readonly Covering[]) => all.filter((one) => one.kind === 'PLANNED' && one.last),
  note: (all: readonly Covering[], step: string) => all.filter((one) => one.step === step),
  /** Offsets of a reason are those in the words of the person; what stands before them differs by language. */
  reason: (all: readonly Covering[], row: Pick<ReportRow, 'route_reason'>, lang: Lang): readonly Stretch[] => {
    const start = reasonStart(row.route_reason, lang)
    return start === undefined
      ? []
      : all.filter((one) => one.part === 'REASON').map(({ from, to }) => ({ from: from + start, to: to + start }))
  },
} as const
