import { Directory, Topics, type Text } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import type { ReportTable } from '../storage/report.entity.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'
import { texts } from '../texts.ts'
import type { NoticeFacts } from './compose-notice.ts'

type Notified = Pick<
  ReportTable,
  | 'id'
  | 'number'
  | 'lang'
  | 'topic'
  | 'tile_title'
  | 'place_name'
  | 'address'
  | 'object'
  | 'department'
  | 'person'
  | 'contact_email'
  | 'contact_phone'
>

/**
 * The report as letters tell of it, with what was said at the step the letter is about (a letter may leave after the
 * next step). Nothing if the report has been erased meanwhile.
 */
export async function noticeFacts(
  ctx: AppealsCtx,
  tx: AppealsTx,
  id: string,
  event: string,
): Promise<{ row: Notified; facts: NoticeFacts } | undefined> {
  const row = await tx.kysely
    .selectFrom('report')
    .select([
      'id',
      'number',
      'lang',
      'topic',
      'tile_title',
      'place_name',
      'address',
      'object',
      'department',
      'person',
      'contact_email',
      'contact_phone',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const [topic, department, step] = await Promise.all([
    ctx.use(Topics).find(row.topic),
    row.department === null ? undefined : ctx.use(Directory).departmentByCode(row.department),
    tx.kysely
      .selectFrom('history')
      .select(['note', sql<string | null>`day::text`.as('day')])
      .where('report', '=', id)
      .where('kind', '=', kindOf(event))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ])
  const code: Text = { ru: row.topic, be: row.topic, en: row.topic }
  return {
    row,
    facts: {
      number: row.number,
      what: row.tile_title ?? topic?.title ?? code,
      place: placeText(row),
      department: department?.name ?? null,
      day: step?.day ?? null,
      note: step?.note ?? null,
      legal: ctx.city.country === 'BY' ? texts.legalBy : ctx.city.country === 'RU' ? texts.legalRu : texts.legal,
    },
  }
}

function placeText({
  place_name: name,
  address,
  object,
}: Pick<ReportTable, 'place_name' | 'address' | 'object'>): Text {
  const line = (lang: keyof Text) => [name?.[lang], address].filter(Boolean).join(', ') || object || texts.onMap[lang]
  return { ru: line('ru'), be: line('be'), en: line('en') }
}

/** `appeals.report.answered@1` → `ANSWERED` */
const kindOf = (event: string) => (event.split('.')[2] ?? '').replace(/@\d+$/, '').toUpperCase() as StepKind
