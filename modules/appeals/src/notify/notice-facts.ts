import { Directory, localDay, Topics, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { coversOf } from '../publish/covers-of.ts'
import { publicWords } from '../publish/public-words.ts'
import { readingOf, reportWords } from '../publish/report-words.ts'
import { lawOf } from '../report/formal-appeal.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { wordsOf, type Words } from '../report/words.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import { texts } from '../texts.ts'
import type { NoticeFacts } from './compose-notice.ts'
import { tellsOfStep, type NoticeText } from './notice-texts.ts'

/**
 * The report as letters tell of it: to everybody in the words of strangers, because letters lie in mailboxes and are
 * passed on; where words wait for a look, the letter leads to them. It says what was said at the step the letter is
 * about (a letter may leave after the next step). Nothing if the report has been erased meanwhile.
 */
export async function noticeFacts(
  ctx: AppealsCtx,
  tx: AppealsTx,
  id: string,
  event: string,
  notice: NoticeText,
): Promise<{ row: ReportRow; facts: NoticeFacts } | undefined> {
  const row = await tx.kysely.selectFrom('report').select(reportColumns).where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const [words, topic, department, covers, step] = await Promise.all([
    wordsOf(ctx),
    ctx.use(Topics).find(row.topic),
    row.department === null ? undefined : ctx.use(Directory).departmentByCode(row.department),
    coversOf(ctx, [row]),
    tellsOfStep(notice) ? stepOf(tx, id, event) : undefined,
  ])
  const said = reportWords(row, covers.get(id) ?? [], readingOf(ctx, words, row.lang))
  const code: Text = { ru: row.topic, be: row.topic, en: row.topic }
  return {
    row,
    facts: {
      number: row.number,
      what: row.tile_title ?? topic?.title ?? code,
      topic: topic?.title ?? code,
      place: placeText(row, said.address, words),
      department: department?.name ?? null,
      day: step?.day ?? null,
      note: step ? said.note(step) : null,
      due: row.due && localDay(row.due, ctx.city.timezone),
      said: ctx.clock.now(),
      legal: lawOf(ctx.city.country).says,
    },
  }
}

const stepOf = (tx: AppealsTx, report: string, event: string) =>
  tx.kysely
    .selectFrom('history')
    .select(['id', 'kind', 'note', 'note_state', sql<string | null>`day::text`.as('day')])
    .where('report', '=', report)
    .where('kind', '=', kindOf(event))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

function placeText(
  { place_name: name, address: typed, object }: ReportRow,
  address: string | null,
  { covering }: Words,
): Text {
  const line = (lang: keyof Text) =>
    [publicWords(name?.[lang] ?? null, { covering }), address].filter(Boolean).join(', ') ||
    object ||
    (typed ? texts.inReport : texts.onMap)[lang]
  return { ru: line('ru'), be: line('be'), en: line('en') }
}

/** `appeals.report.answered@1` → `ANSWERED` */
const kindOf = (event: string) => (event.split('.')[2] ?? '').replace(/@\d+$/, '').toUpperCase() as StepKind
