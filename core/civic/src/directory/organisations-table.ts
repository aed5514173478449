import { choiceCell, codeCell, columnsOf, namesFilled, textCell, uuidv7, type CellChoice, type Ctx } from '@vmeste/sdk'
import type { StoredRow, Table, WrittenRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { phoneCell, phoneStored } from '../tables/phone-cell.ts'
import { note, type DirectoryTransaction } from './change-directory.ts'
import { CityDirectory } from './city-directory.ts'
import { codePattern, mostOrganisations } from './directory-input.ts'
import type { DirectoryTables, OrganisationKind } from './directory.entity.ts'
import { directoryProblems } from './directory-problems.ts'
import { nameCells, nameOf, sharedWords, words } from './table-words.ts'

const columnWords = {
  ...sharedWords,
  code: words('Код', 'Код', 'Code', 'Код организации'),
  kind: words('Вид', 'Від', 'Kind', 'Тип', 'Тып', 'Вид организации'),
}
const kindTitles: Readonly<Record<OrganisationKind, CellChoice['title']>> = {
  EXECUTIVE_COMMITTEE: { ru: 'Исполком', be: 'Выканкам', en: 'Executive committee' },
  UTILITY: { ru: 'Коммунальное хозяйство', be: 'Камунальная гаспадарка', en: 'Utility' },
  ENTERPRISE: { ru: 'Предприятие', be: 'Прадпрыемства', en: 'Enterprise' },
  INSTITUTION: { ru: 'Учреждение', be: 'Установа', en: 'Institution' },
  STATE_BODY: { ru: 'Государственный орган', be: 'Дзяржаўны орган', en: 'State body' },
}
const required = ['code', 'name', 'kind'] as const
const among = (codes: readonly string[]) => sql<boolean>`code = any(${[...codes]}::text[])`

/** The city's organisations as a table: departments are parts of them. */
export async function organisationsTable(ctx: Ctx<DirectoryTables>): Promise<Table<DirectoryTables>> {
  const { organisations } = await ctx.use(CityDirectory).snapshot()
  const { lang, city } = ctx
  const kinds = {
    code: codeCell(codePattern, 'RIK', new Set(organisations.map(({ code }) => code))),
    name: textCell(200),
    name_be: textCell(200),
    name_en: textCell(200),
    kind: choiceCell(
      Object.entries(kindTitles).map(([code, title]) => ({ code, title })),
      lang,
    ),
    phone: phoneCell(city.country),
  }
  return {
    name: 'civic:Organisation',
    permission: 'civic.directory.change',
    key: 'code',
    columns: columnsOf(kinds, columnWords, { required }),
    fill: (cells) => namesFilled(cells, 'name'),
    read: (tx, keys) => readOrganisations(tx, city.country, keys),
    write: writeOrganisations,
    remove: removeOrganisations,
  }
}

async function readOrganisations(
  tx: DirectoryTransaction,
  country: string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const all = tx.kysely
    .selectFrom('organisation')
    .select(['code', 'name', 'kind', 'phone'])
    .orderBy('code')
    .limit(20_000)
  const rows = await (keys ? all.where(among(keys)).forUpdate() : all).execute()
  return new Map(
    rows.map(({ code, name, kind, phone }): [string, StoredRow] => [
      code,
      { cells: { code, ...nameCells(name), kind, phone: phoneStored(phone, country) } },
    ]),
  )
}

async function writeOrganisations(tx: DirectoryTransaction, rows: readonly WrittenRow[]): Promise<void> {
  const saved: { id: string; code: string }[] = []
  for (let at = 0; at < rows.length; at += 500)
    saved.push(
      ...(await tx.kysely
        .insertInto('organisation')
        .values(
          rows
            .slice(at, at + 500)
            .map(({ key, cells }) => ({
              ...{ id: uuidv7(), code: key, kind: cells['kind'] as OrganisationKind },
              ...{ name: JSON.stringify(nameOf(cells)) as never, phone: cells['phone'] || null },
            })),
        )
        .onConflict((conflict) =>
          conflict
            .constraint('organisation_city_code_unique')
            .doUpdateSet((eb) => ({
              kind: eb.ref('excluded.kind'),
              name: eb.ref('excluded.name'),
              phone: eb.ref('excluded.phone'),
            })),
        )
        .returning(['id', 'code'])
        .execute()),
    )
  const [count] = await tx.run<{ n: number }>(sql`select count(*)::int as n from civic.organisation`)
  if (count!.n > mostOrganisations) throw directoryProblems.organisationsFull(mostOrganisations)
  for (const { id, code } of saved) note(tx, 'save', 'Organisation', id, { code })
}

/** What an import has made goes with it, unless it has departments, closed ones too: they go on naming it. */
async function removeOrganisations(tx: DirectoryTransaction, codes: readonly string[]): Promise<readonly string[]> {
  const used = await tx.run<{ code: string }>(sql`
    select distinct o.code from civic.organisation o join civic.department d on d.organisation = o.id
      where o.code = any(${[...codes]}::text[])`)
  if (used.length > 0) return used.map(({ code }) => code)
  const gone = await tx.kysely.deleteFrom('organisation').where(among(codes)).returning('id').execute()
  for (const { id } of gone) note(tx, 'remove', 'Organisation', id)
  return []
}
