import { parseInput, readCaseNumber, readEmail, readPhone, searchedText, z } from '@vmeste/sdk'
import { sql, type ExpressionBuilder, type SqlBool } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { openStatuses, reportStatuses } from '../life/report-status.ts'
import type { Tables } from '../storage/storage.ts'
import type { Viewer } from './viewer.ts'

const code = z.string().max(40)
const moment = z.date()
const shape = z.object({
  status: z.array(z.enum(reportStatuses)).max(reportStatuses.length),
  open: z.boolean(),
  triage: z.boolean(),
  photosToCheck: z.boolean(),
  toLook: z.boolean(),
  lookDueBefore: moment,
  dueBefore: moment,
  department: z.array(code).max(100),
  topic: code,
  object: code,
  territory: code,
  createdFrom: moment,
  createdBefore: moment,
  confirmedFrom: moment,
  confirmedBefore: moment,
  reopenedFrom: moment,
  reopenedBefore: moment,
  firstResponseFrom: moment,
  firstResponseBefore: moment,
  dueState: z.array(z.enum(['SET', 'PROVISIONAL', 'MISSING_CALENDAR', 'NONE'])).max(4),
  search: searchedText(100),
})
type Given = { [Name in keyof typeof shape.shape]?: z.output<(typeof shape.shape)[Name]> | null | undefined }
/** What `reports` and `inbox` are asked for; a figure of the morning is one of these, counted. */
export type ReportFilter = Readonly<Given>

const filterInput = z.object(
  Object.fromEntries(Object.entries(shape.shape).map(([name, schema]) => [name, (schema as z.ZodType).nullish()])),
) as unknown as z.ZodType<Given>
export const typedFilter = (ctx: AppealsCtx, given: unknown): ReportFilter =>
  parseInput(filterInput, given ?? {}, ctx.lang, 'filter')

// written out, so that the planner sees that a partial index covers it
const isOpenSql = sql<SqlBool>`status in (${sql.join(openStatuses.map((status) => sql.lit(status)))})`
// an older host beside this one says of every report that it waits, a tile alone as well
const waitsSql = sql<SqlBool>`(text is not null or object is null and address is not null
  or photo_consent and photo_count > 0 or reopens > 0)`
const escapeLike = (typed: string) => typed.replace(/[\\%_]/g, (char) => `\\${char}`)

/** The conditions of a list, as one expression: whatever is counted and whatever is listed go through here. */
export function whereOf(
  filter: ReportFilter,
  viewer: Pick<Viewer, 'all' | 'departments' | 'country' | 'numberPrefix'>,
) {
  return (eb: ExpressionBuilder<Tables, 'report'>) => {
    const all = []
    if (!viewer.all)
      all.push(viewer.departments.length > 0 ? eb('department', 'in', viewer.departments) : sql<SqlBool>`false`)
    if (filter.open === true) all.push(isOpenSql)
    if (filter.open === false) all.push(eb.not(isOpenSql))
    // a planned day hides no promise that was broken before it
    if (filter.dueBefore)
      all.push(isOpenSql, eb.or([eb('next_due', '<', filter.dueBefore), eb('breached_at', '<', filter.dueBefore)]))
    if (filter.status) all.push(filter.status.length > 0 ? eb('status', 'in', filter.status) : sql<SqlBool>`false`)
    if (filter.triage) all.push(sql<SqlBool>`status in ('NEW', 'MODERATION')`)
    if (filter.department)
      all.push(filter.department.length > 0 ? eb('department', 'in', filter.department) : sql<SqlBool>`false`)
    if (filter.topic)
      all.push(eb.or([eb('topic', '=', filter.topic), eb('topic', 'like', `${escapeLike(filter.topic)}.%`)]))
    if (filter.object) all.push(eb('object', '=', filter.object))
    if (filter.territory) all.push(eb('territory', '=', filter.territory))
    if (filter.dueState)
      all.push(filter.dueState.length > 0 ? eb('due_state', 'in', filter.dueState) : sql<SqlBool>`false`)
    for (const [column, from, before] of [
      ['created_at', filter.createdFrom, filter.createdBefore],
      ['confirmed_at', filter.confirmedFrom, filter.confirmedBefore],
      ['reopened_at', filter.reopenedFrom, filter.reopenedBefore],
      ['first_response_at', filter.firstResponseFrom, filter.firstResponseBefore],
    ] as const) {
      if (from) all.push(eb(column, '>=', from))
      if (before) all.push(eb(column, '<', before))
    }
    // nobody has to look at what nobody else will see
    if (filter.photosToCheck)
      all.push(
        eb('photo_consent', '=', true),
        sql<SqlBool>`exists (select from appeals.report_photo p where p.city = report.city and p.report = report.id
          and p.visibility = 'CHECKING')`,
      )
    if (filter.toLook) all.push(eb('waiting_since', 'is not', null), waitsSql)
    if (filter.lookDueBefore) all.push(eb('waiting_since', 'is not', null), eb('look_due', '<', filter.lookDueBefore))
    if (filter.search) all.push(searchFor(eb, filter.search, viewer))
    return eb.and(all)
  }
}

type Numbered = Pick<Viewer, 'country' | 'numberPrefix'>
/** Whoever may see a report here may see its contact too, so nobody learns by a search whose a number is. */
function searchFor(eb: ExpressionBuilder<Tables, 'report'>, typed: string, { country, numberPrefix }: Numbered) {
  const numbers = readCaseNumber(typed, numberPrefix)
  if (numbers.length > 0) return eb('number', 'in', numbers)
  const phone = readPhone(typed, country)
  if (phone) return contactIs(eb, sql<SqlBool>`contact_phone = ${phone}`)
  const email = readEmail(typed)
  if (email) return contactIs(eb, sql<SqlBool>`lower(contact_email) = ${email.toLowerCase()}`)
  return eb.or([eb('address', 'ilike', `%${escapeLike(typed)}%`), eb('object', '=', typed.toUpperCase())])
}

/** The reporter, or one of those who see it too. */
const contactIs = (eb: ExpressionBuilder<Tables, 'report'>, is: ReturnType<typeof sql<SqlBool>>) =>
  eb.or([is, eb('id', 'in', eb.selectFrom('supporter').select('supporter.report').where(is))])
