import { parseInput, readCursor, writeCursor, z } from '@vmeste/sdk'
import { countUpTo, sql, type SqlBool, type Total } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { wordsOf } from '../report/words.ts'
import { typedFilter, whereOf, type ReportFilter } from './report-filter.ts'
import { forgetLoaded } from './report-loaders.ts'
import { reportView, type ReportView } from './report-view.ts'
import { sees, viewerOf, type Viewer } from './viewer.ts'

export interface PageInput {
  readonly filter?: unknown
  readonly first?: number | null
  readonly after?: string | null
}
export interface ReportPage {
  readonly nodes: readonly ReportView[]
  readonly endCursor: string | null
  readonly hasNext: boolean
  /** A second statement, so only when asked for, and once. */
  readonly counted: () => Promise<Total>
}

/** Open reports by time left. */
export const inbox = (ctx: AppealsCtx, input: PageInput): Promise<ReportPage> =>
  page(ctx, input, 'next_due', { open: true })
/** Any reports, newest first; those that wait for a look by how long they have waited. */
export const reports = (ctx: AppealsCtx, input: PageInput): Promise<ReportPage> => page(ctx, input, 'created_at', {})

const size = z.int().min(1).max(100)

/** One statement a page, by keyset: page one thousand costs what page one does. */
async function page(
  ctx: AppealsCtx,
  input: PageInput,
  usual: 'next_due' | 'created_at',
  always: ReportFilter,
): Promise<ReportPage> {
  const filter = { ...typedFilter(ctx, input.filter), ...always }
  const by = filter.toLook || filter.lookDueBefore ? 'waiting_since' : usual
  const first = parseInput(size, input.first ?? 20, ctx.lang, 'first')
  const [viewer, words] = await Promise.all([viewerOf(ctx), wordsOf(ctx)])
  const direction = by === 'created_at' ? ('desc' as const) : ('asc' as const)
  let query = ctx.db.read
    .selectFrom('report')
    .select(reportColumns)
    .where(whereOf(filter, viewer))
    .orderBy(by, direction)
    .orderBy('id', direction)
    .limit(first + 1)
  if (input.after) {
    const { at, id } = readCursor(input.after)
    const edge = sql`(${at}::timestamptz, ${id}::uuid)`
    query = query.where(
      by === 'created_at' ? sql<SqlBool>`(created_at, id) < ${edge}` : sql<SqlBool>`(${sql.ref(by)}, id) > ${edge}`,
    )
  }
  const rows = await query.execute()
  const shown = rows.slice(0, first)
  const last = shown.at(-1)
  let counted: Promise<Total> | undefined
  return {
    nodes: shown.map((row) => reportView(row, viewer, words, ctx.clock.now())),
    endCursor: last ? writeCursor(last[by] ?? last.created_at, last.id) : null,
    hasNext: rows.length > first,
    counted: () => (counted ??= countReports(ctx, filter, viewer)),
  }
}

const countReports = (ctx: AppealsCtx, filter: ReportFilter, viewer: Viewer): Promise<Total> =>
  countUpTo(ctx.db.read, ctx.db.read.selectFrom('report').select('id').where(whereOf(filter, viewer)))

/** @throws Problem `REPORT_UNKNOWN`, also for another department's: whose it is, is not theirs to learn */
export async function oneReport(ctx: AppealsCtx, id: string): Promise<ReportView> {
  const [viewer, words, row] = await Promise.all([viewerOf(ctx), wordsOf(ctx), findReport(ctx, id)])
  if (!row || !sees(viewer, row)) throw problems.reportUnknown()
  return reportView(row, viewer, words, ctx.clock.now())
}

const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const findReport = (ctx: AppealsCtx, id: string): Promise<ReportRow | undefined> =>
  isId.test(id)
    ? ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', id).executeTakeFirst()
    : Promise.resolve(undefined)

/** A changed report as its mover sees it; the mover may have passed it out of their own sight. */
export async function changedView(ctx: AppealsCtx, row: ReportRow): Promise<ReportView> {
  forgetLoaded(ctx)
  const [viewer, words] = await Promise.all([viewerOf(ctx), wordsOf(ctx)])
  return reportView(row, viewer, words, ctx.clock.now())
}
