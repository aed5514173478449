import { choiceCell, codeCell, columnsOf, namesFilled, textCell, uuidv7, yesNoCell, type Ctx } from '@vmeste/sdk'
import type { Cells, StoredRow, Table, WrittenRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { phoneCell, phoneStored } from '../tables/phone-cell.ts'
import { busyDepartments, busyFault, namedDepartments } from './busy-departments.ts'
import { note, type DirectoryTransaction } from './change-directory.ts'
import { CityDirectory } from './city-directory.ts'
import { codePattern, mostDepartments, mostOfOrganisation } from './directory-input.ts'
import type { DirectoryTables } from './directory.entity.ts'
import { directoryProblems } from './directory-problems.ts'
import { nameCells, nameOf, sharedWords, words } from './table-words.ts'

const columnWords = {
  ...sharedWords,
  organisation: words('Организация', 'Арганізацыя', 'Organisation', 'Код организации', 'Чья это служба'),
  active: words('Работает', 'Працуе', 'Works', 'Действует', 'Активно'),
}
const required = ['code', 'name', 'organisation'] as const
const part = 500

/** The city's departments as a table, closed ones too: what the page gives out, and takes in again. */
export async function departmentsTable(ctx: Ctx<DirectoryTables>): Promise<Table<DirectoryTables>> {
  const directory = ctx.use(CityDirectory)
  // another host may have changed it within its few seconds
  directory.forget()
  const { organisations, departments, departmentById } = await directory.snapshot()
  const open = departments.map(({ code }) => code)
  const busy = await ctx.db.transaction((tx) => busyDepartments(ctx, tx, open))
  const { lang, city } = ctx
  const kinds = {
    code: codeCell(codePattern, 'HOUS', new Set([...departmentById.values()].map(({ code }) => code))),
    name: textCell(200),
    name_be: textCell(200),
    name_en: textCell(200),
    organisation: choiceCell(
      organisations.map(({ code, name }) => ({ code, title: name })),
      lang,
    ),
    phone: phoneCell(city.country),
    active: yesNoCell(lang),
  }
  return {
    name: 'civic:Department',
    permission: 'civic.directory.change',
    key: 'code',
    columns: columnsOf(kinds, columnWords, { required, lasting: ['active'] }),
    fill: (cells) => ({ ...namesFilled(cells, 'name'), active: cells['active'] || 'true' }),
    check: ({ code = '', active }) => {
      const business = active === 'false' ? busy.get(code) : undefined
      return business ? [{ column: 'active', fault: busyFault(business) }] : []
    },
    notes: (rows) => closedNote(rows),
    read: (tx, keys) => readDepartments(tx, city.country, keys),
    write: (tx, rows) => writeDepartments(ctx, tx, rows),
    remove: (tx, codes) => removeDepartments(ctx, tx, codes),
  }
}

/** What is closed stays so: said before somebody wonders. */
const closedNote = (rows: readonly { readonly before: Cells; readonly after: Cells }[]) => {
  const closed = rows.filter(({ before, after }) => before['active'] === 'false' && after['active'] === 'false').length
  return closed === 0
    ? []
    : [
        {
          ru: `Закрыты и останутся такими: ${closed}. Вернуть их можно столбцом «Работает».`,
          be: `Закрыты і застануцца такімі: ${closed}. Вярнуць іх можна слупком «Працуе».`,
          en: `Closed, and staying so: ${closed}. The column “Works” brings them back.`,
        },
      ]
}

async function readDepartments(
  tx: DirectoryTransaction,
  country: string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const owners = await tx.kysely.selectFrom('organisation').select(['id', 'code']).limit(20_000).execute()
  const codeOf = new Map(owners.map(({ id, code }) => [id, code]))
  const all = tx.kysely
    .selectFrom('department')
    .select(['code', 'name', 'organisation', 'phone', 'closed_at'])
    .orderBy('code')
    .limit(20_000)
  const rows = await (keys ? all.where(sql<boolean>`code = any(${[...keys]}::text[])`).forUpdate() : all).execute()
  return new Map(
    rows.map(({ code, name, organisation, phone, closed_at }): [string, StoredRow] => [
      code,
      {
        cells: {
          code,
          ...nameCells(name),
          organisation: codeOf.get(organisation) ?? '',
          phone: phoneStored(phone, country),
          active: String(closed_at === null),
        },
        // since when it is closed goes back with an undo
        ...(closed_at && { kept: closed_at.toISOString() }),
      },
    ]),
  )
}

async function writeDepartments(
  ctx: Ctx<DirectoryTables>,
  tx: DirectoryTransaction,
  rows: readonly WrittenRow[],
): Promise<void> {
  // share locks: nobody removes an organisation while departments are put into it
  const owners = await tx.kysely
    .selectFrom('organisation')
    .select(['id', 'code'])
    .where('code', 'in', [...new Set(rows.map(({ cells }) => cells['organisation'] ?? ''))])
    .forShare()
    .execute()
  const idOf = new Map(owners.map(({ id, code }) => [code, id]))
  const closing = await closingNow(ctx, tx, rows)
  const saved = new Map<string, string>()
  for (let at = 0; at < rows.length; at += part) {
    const done = await tx.kysely
      .insertInto('department')
      .values(
        rows.slice(at, at + part).map(({ key, cells, kept }) => {
          const organisation = idOf.get(cells['organisation'] ?? '')
          if (organisation === undefined) throw directoryProblems.organisationUnknown()
          const closed = cells['active'] === 'false' ? new Date(kept ?? ctx.clock.now()) : null
          const name = JSON.stringify(nameOf(cells)) as never
          return { id: uuidv7(), code: key, name, organisation, phone: cells['phone'] || null, closed_at: closed }
        }),
      )
      .onConflict((conflict) =>
        conflict.constraint('department_city_code_unique').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          organisation: eb.ref('excluded.organisation'),
          phone: eb.ref('excluded.phone'),
          // closed already, it stays closed since then
          closed_at: sql<Date | null>`case when excluded.closed_at is null then null
            else coalesce(department.closed_at, excluded.closed_at) end`,
        })),
      )
      .returning(['id', 'code'])
      .execute()
    for (const { id, code } of done) saved.set(code, id)
  }
  await withinBounds(tx)
  for (const { key } of rows)
    note(tx, closing.has(key) ? 'remove' : 'save', 'Department', saved.get(key)!, { code: key })
}

/**
 * Codes of those that are open and will not be. Their rows are locked by now: whoever has been moved into one since the
 * table was looked at is seen here.
 *
 * @throws Problem `DEPARTMENT_BUSY`
 */
async function closingNow(
  ctx: Ctx<DirectoryTables>,
  tx: DirectoryTransaction,
  rows: readonly WrittenRow[],
): Promise<ReadonlySet<string>> {
  const wanted = rows.filter(({ cells }) => cells['active'] === 'false').map(({ key }) => key)
  if (wanted.length === 0) return new Set()
  const open = await tx.kysely
    .selectFrom('department')
    .select('code')
    .where(sql<boolean>`code = any(${wanted}::text[])`)
    .where('closed_at', 'is', null)
    .execute()
  const busy = await busyDepartments(
    ctx,
    tx,
    open.map(({ code }) => code),
  )
  if (busy.size > 0) throw directoryProblems.departmentsBusy([...busy.keys()])
  return new Set(open.map(({ code }) => code))
}

/** Lists of departments have their bounds, and whoever asks for one more is refused the whole list. */
async function withinBounds(tx: DirectoryTransaction): Promise<void> {
  const open = await tx.kysely
    .selectFrom('department')
    .select(['organisation', (eb) => eb.fn.countAll<string>().as('n')])
    .where('closed_at', 'is', null)
    .groupBy('organisation')
    .limit(20_000)
    .execute()
  const counts = open.map(({ n }) => Number(n))
  if (Math.max(0, ...counts) > mostOfOrganisation) throw directoryProblems.organisationFull(mostOfOrganisation)
  if (counts.reduce((sum, n) => sum + n, 0) > mostDepartments) throw directoryProblems.departmentsFull(mostDepartments)
}

/** What an import has made goes with it, unless somebody or something names it. */
async function removeDepartments(
  ctx: Ctx<DirectoryTables>,
  tx: DirectoryTransaction,
  codes: readonly string[],
): Promise<readonly string[]> {
  const named = await namedDepartments(ctx, tx, codes)
  if (named.length > 0) return named
  const gone = await tx.kysely
    .deleteFrom('department')
    .where(sql<boolean>`code = any(${[...codes]}::text[])`)
    .returning('id')
    .execute()
  for (const { id } of gone) note(tx, 'remove', 'Department', id)
  return []
}
