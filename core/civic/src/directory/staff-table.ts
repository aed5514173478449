import { Accounts, columnsOf, textCell, type Ctx } from '@vmeste/sdk'
import type { StoredRow, Table, WrittenRow } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { note, type DirectoryTransaction } from './change-directory.ts'
import { CityDirectory } from './city-directory.ts'
import { mostMemberships, mostOfPerson, mostStaff } from './directory-input.ts'
import type { DirectoryTables } from './directory.entity.ts'
import { directoryProblems } from './directory-problems.ts'
import { choicesCell, personCell } from './staff-cells.ts'
import { words } from './table-words.ts'

const columnWords = {
  person: words('Кто', 'Хто', 'Who', 'Имя для входа', 'Логин', 'Почта', 'Электронная почта', 'E-mail', 'login'),
  name: words('Имя', 'Імя', 'Name', 'ФИО', 'Фамилия и имя', 'Сотрудник'),
  position: words('Должность', 'Пасада', 'Post', 'position'),
  departments: words('Службы', 'Службы', 'Departments', 'Служба', 'Department'),
}
const required = ['person', 'name'] as const
const part = 500

/** Who works where, as a table: people who have an account in the city, by its name or their e-mail. */
export async function staffTable(ctx: Ctx<DirectoryTables>): Promise<Table<DirectoryTables>> {
  const directory = ctx.use(CityDirectory)
  // another host may have changed it within its few seconds
  directory.forget()
  const [{ departments, departmentById, staffByPerson }, accounts] = await Promise.all([
    directory.snapshot(),
    ctx.use(Accounts).everybody(),
  ])
  const kinds = {
    person: personCell(accounts, new Set(staffByPerson.keys())),
    name: textCell(200),
    position: textCell(200),
    departments: choicesCell(
      departments.map(({ code, name }) => ({ code, title: name })),
      ctx.lang,
      mostOfPerson,
    ),
  }
  const codeOf = (id: string): string => departmentById.get(id)?.code ?? id
  return {
    name: 'civic:StaffMember',
    permission: 'civic.directory.change',
    key: 'person',
    columns: columnsOf(kinds, columnWords, { required }),
    read: (tx, keys) => readStaff(tx, codeOf, keys),
    write: writeStaff,
    remove: removeStaff,
  }
}

const among = (keys: readonly string[]) => sql<boolean>`person = any(${[...keys]}::text[])`

async function readStaff(
  tx: DirectoryTransaction,
  codeOf: (id: string) => string,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const all = tx.kysely.selectFrom('staff').select(['person', 'name', 'position']).orderBy('name').limit(20_000)
  const staff = await (keys ? all.where(among(keys)).forUpdate() : all).execute()
  const every = tx.kysely.selectFrom('membership').select(['person', 'department']).limit(mostMemberships)
  const memberships = await (keys ? every.where(among(keys)) : every).execute()
  const of = Map.groupBy(memberships, ({ person }) => person)
  return new Map(
    staff.map(({ person, name, position }): [string, StoredRow] => {
      const codes = (of.get(person) ?? []).map(({ department }) => codeOf(department))
      return [person, { cells: { person, name, position, departments: codes.sort().join(',') } }]
    }),
  )
}

async function writeStaff(tx: DirectoryTransaction, rows: readonly WrittenRow[]): Promise<void> {
  const ids = await openDepartments(tx, rows)
  const named = rows.map(({ key, cells }) => ({ key, cells, departments: codesOf(cells['departments']).map(ids) }))
  for (let at = 0; at < named.length; at += part) {
    const some = named.slice(at, at + part)
    await tx.kysely
      .insertInto('staff')
      .values(
        some.map(({ key, cells }) => ({ person: key, name: cells['name'] ?? '', position: cells['position'] ?? '' })),
      )
      .onConflict((conflict) =>
        conflict
          .constraint('staff_pkey')
          .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), position: eb.ref('excluded.position') })),
      )
      .execute()
    await tx.kysely
      .deleteFrom('membership')
      .where(among(some.map(({ key }) => key)))
      .execute()
    const memberships = some.flatMap(({ key, departments }) =>
      departments.map((department) => ({ person: key, department })),
    )
    // a statement has room for 65,535 values
    for (let from = 0; from < memberships.length; from += 10_000)
      await tx.kysely
        .insertInto('membership')
        .values(memberships.slice(from, from + 10_000))
        .execute()
  }
  await withinBounds(tx)
  for (const { key, departments } of named) note(tx, 'save', 'StaffMember', key, { departments })
}

const codesOf = (cell = ''): readonly string[] => cell.split(',').filter(Boolean)

/**
 * Ids of the departments that rows name. Share locks keep them open until the end.
 *
 * @throws Problem `DEPARTMENT_CLOSED_SINCE`
 */
async function openDepartments(
  tx: DirectoryTransaction,
  rows: readonly WrittenRow[],
): Promise<(code: string) => string> {
  const codes = [...new Set(rows.flatMap(({ cells }) => codesOf(cells['departments'])))]
  const open = await tx.kysely
    .selectFrom('department')
    .select(['id', 'code'])
    .where(sql<boolean>`code = any(${codes}::text[])`)
    .where('closed_at', 'is', null)
    .forShare()
    .execute()
  const ids = new Map(open.map(({ id, code }) => [code, id]))
  const closed = codes.filter((code) => !ids.has(code))
  if (closed.length > 0) throw directoryProblems.closedSince(closed)
  return (code) => ids.get(code)!
}

async function withinBounds(tx: DirectoryTransaction): Promise<void> {
  const [count] = await tx.run<{ staff: number; memberships: number }>(sql`
    select (select count(*)::int from civic.staff) as staff, (select count(*)::int from civic.membership) as memberships`)
  if (count!.staff > mostStaff || count!.memberships > mostMemberships) throw directoryProblems.staffFull(mostStaff)
}

/** Whom an import has made goes with it, unless work waits for them by name. */
async function removeStaff(tx: DirectoryTransaction, people: readonly string[]): Promise<readonly string[]> {
  const waited = await tx.run<{ person: string }>(sql`
    select distinct person from civic.task where state = 'OPEN' and ${among(people)}`)
  if (waited.length > 0) return waited.map(({ person }) => person)
  await tx.kysely.deleteFrom('membership').where(among(people)).execute()
  await tx.kysely.deleteFrom('staff').where(among(people)).execute()
  for (const person of people) note(tx, 'remove', 'StaffMember', person)
  return []
}
