import { Directory, Topics, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { coversOf } from '../publish/covers-of.ts'
import { publicWords } from '../publish/public-words.ts'
import { reportWords } from '../publish/report-words.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import { texts } from '../texts.ts'
import type { NoticeFacts } from './compose-notice.ts'

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
): Promise<{ row: ReportRow; facts: NoticeFacts } | undefined> {
  const row = await tx.kysely.selectFrom('report').select(reportColumns).where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const [topic, department, covers, step] = await Promise.all([
    ctx.use(Topics).find(row.topic),
    row.department === null ? undefined : ctx.use(Directory).departmentByCode(row.department),
    coversOf(ctx, [row]),
    tx.kysely
      .selectFrom('history')
      .select(['id', 'kind', 'note', 'note_state', sql<string | null>`day::text`.as('day')])
      .where('report', '=', id)
      .where('kind', '=', kindOf(event))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  const said = reportWords(row, covers.get(id) ?? [], { lang: row.lang, publish: settingsOf(ctx).publish })
  const code: Text = { ru: row.topic, be: row.topic, en: row.topic }
  return {
    row,
    facts: {
      number: row.number,
      what: row.tile_title ?? topic?.title ?? code,
      place: placeText(row, said.address),
      department: department?.name ?? null,
      day: step?.day ?? null,
      note: step ? said.note(step) : null,
      legal: ctx.city.country === 'BY' ? texts.legalBy : ctx.city.country === 'RU' ? texts.legalRu : texts.legal,
    },
  }
}

function placeText({ place_name: name, address: typed, object }: ReportRow, address: string | null): Text {
  const line = (lang: keyof Text) =>
    [publicWords(name?.[lang] ?? null), address].filter(Boolean).join(', ') ||
    object ||
    (typed ? texts.inReport : texts.onMap)[lang]
  return { ru: line('ru'), be: line('be'), en: line('en') }
}

/** `appeals.report.answered@1` → `ANSWERED` */
const kindOf = (event: string) => (event.split('.')[2] ?? '').replace(/@\d+$/, '').toUpperCase() as StepKind
