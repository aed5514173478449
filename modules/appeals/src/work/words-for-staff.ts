import type { AppealsCtx } from '../ctx.ts'
import { loadersOf } from './report-loaders.ts'
import type { ReportView } from './report-view.ts'
import { coversOn, type Covering } from '../publish/covers-of.ts'
import { dottedWords } from '../publish/public-words.ts'
import { readingOf, reportWords, type PublicReportWords } from '../publish/report-words.ts'

/** The texts of a report as the acting member of staff reads them: with what is covered by hand or without it. */
export async function staffWords(ctx: AppealsCtx, { row, viewer, words }: ReportView) {
  const covers = await hidden(ctx, viewer.originals, row)
  return {
    text: dottedWords(row.text, coversOn.text(covers)),
    address: dottedWords(row.address, coversOn.address(covers)),
    answer: dottedWords(row.answer, coversOn.answer(covers)),
    planned: dottedWords(row.planned_reason, coversOn.plan(covers)),
    reason: dottedWords(row.route_reason[words.lang], coversOn.reason(covers, row, words.lang)) ?? '',
    note: ({ id, note }: { id: string; note: string | null }) => dottedWords(note, coversOn.note(covers, id)),
  }
}

const hidden = async (ctx: AppealsCtx, originals: boolean, row: ReportView['row']): Promise<readonly Covering[]> =>
  originals ? [] : loadersOf(ctx).covers.load(row)

/** As strangers read them once they are shown: what staff look at before they show it. */
export const othersWords = async (ctx: AppealsCtx, { row, words }: ReportView): Promise<PublicReportWords> =>
  reportWords(row, await loadersOf(ctx).covers.load(row), { ...readingOf(ctx, words, words.lang), asIfShown: true })
