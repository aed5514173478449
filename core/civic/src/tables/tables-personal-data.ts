import { aboutPeople, undoDays, type Ctx, type PersonalData, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { ImportTables } from './table-import.entity.ts'

const most = 10_000
/** Imports of up to 5,000 rows each. */
const few = 2
const inDb = (ctx: Ctx) => (ctx as Ctx<ImportTables>).db
const purpose = {
  ru: 'Чтобы ошибочную загрузку таблицы можно было отменить целиком.',
  be: 'Каб памылковую загрузку табліцы можна было адмяніць цалкам.',
  en: 'So that a mistaken import of a table can be undone as a whole.',
}

/** Rows about somebody: their own thing, or a cell that is their key, e-mail or telephone. */
const about = ({ keys, emails, phones, things }: PersonSubject) => {
  const values = [...keys, ...emails, ...phones].map((one) => one.toLowerCase())
  const has = (column: 'before' | 'after') =>
    sql`exists (select from jsonb_each_text(coalesce(${sql.ref(column)}, '{}'::jsonb)) cell
      where lower(cell.value) = any(${values}::text[])
        or regexp_replace(cell.value, '[^0-9+]', '', 'g') = any(${[...phones]}::text[]))`
  return sql<boolean>`(lower(key) = any(${values}::text[]) or ${has('before')} or ${has('after')}
    or exists (select from civic.table_import made where made.id = table_import_row.import
      and made.table_name || ':' || table_import_row.key = any(${[...things]}::text[])))`
}
/** What a table brought about somebody, and what stood there before. */
const rowPersonalData = aboutPeople({
  table: 'civic.table_import_row',
  title: { ru: 'Загрузки таблиц, где вы есть', be: 'Загрузкі табліц, дзе вы ёсць', en: 'Imports of tables with you' },
  columns: ['key', 'before', 'kept', 'after'],
  purpose,
  retentionMonths: 1,
  export: (ctx, subject) =>
    inDb(ctx)
      .read.selectFrom('table_import_row')
      .select(['key', 'before', 'after'])
      .where(about(subject))
      .orderBy('import')
      .orderBy('number')
      .limit(most)
      .execute(),
  erase: (ctx, subject) =>
    inDb(ctx).transaction(async (tx) => {
      const gone = await tx.kysely.deleteFrom('table_import_row').where(about(subject)).executeTakeFirst()
      return Number(gone.numDeletedRows)
    }),
  forget: forgetImports,
})

/** Who imported it. */
const importPersonalData = aboutPeople({
  table: 'civic.table_import',
  title: { ru: 'Таблицы, которые вы загрузили', be: 'Табліцы, якія вы загрузілі', en: 'Tables that you imported' },
  fields: { at: { ru: 'Когда', be: 'Калі', en: 'When' } },
  columns: ['by'],
  purpose,
  retentionMonths: 1,
  export: (ctx, { keys }) =>
    inDb(ctx)
      .read.selectFrom('table_import')
      .select(['table_name', 'at', 'created', 'updated', 'undone_at'])
      .where(sql<boolean>`by = any(${[...keys]}::text[])`)
      .orderBy('id')
      .limit(most)
      .execute(),
  erase: (ctx, { keys }) =>
    inDb(ctx).transaction(async (tx) => {
      const done = await tx.kysely
        .updateTable('table_import')
        .set({ by: null })
        .where(sql<boolean>`by = any(${[...keys]}::text[])`)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
  forget: forgetImports,
})

/** What can no longer be taken back goes whole. A month is 28 days at times: an import never goes before its term. */
async function forgetImports(ctx: Ctx, before: Date): Promise<number> {
  const term = new Date(Math.min(before.getTime(), ctx.clock.now().getTime() - undoDays * 86_400_000))
  return inDb(ctx).transaction(async (tx) => {
    const old = await tx.kysely.selectFrom('table_import').select('id').where('at', '<', term).limit(few).execute()
    const ids = old.map(({ id }) => id)
    if (ids.length === 0) return 0
    const rows = await tx.kysely.deleteFrom('table_import_row').where('import', 'in', ids).executeTakeFirst()
    const gone = await tx.kysely.deleteFrom('table_import').where('id', 'in', ids).executeTakeFirst()
    return Number(rows.numDeletedRows) + Number(gone.numDeletedRows)
  })
}

export const tablesPersonalData: readonly PersonalData[] = [rowPersonalData, importPersonalData]
