import { aboutPeople, type Ctx, type PersonalData } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

export interface PersonKey extends Pick<PersonalData, 'purpose' | 'retentionMonths' | 'title'> {
  /** In the schema `civic`. */
  readonly table: string
  /** Holds `<iss>|<sub>`; null afterwards. */
  readonly column: string
  /** When they were there: after their term the key goes. */
  readonly at: string
  /** What somebody is told of the rows that name them. */
  readonly shown: readonly string[]
}
/** The columns a table has of a person; which table and columns, only the caller's words say. */
type AnyTable = Record<string, Record<string, string | null>>
/** More rows than one person leaves in a city. */
const most = 10_000

/**
 * A table that knows of a person no more than who it was: erasing the key leaves the row to the city and takes the
 * person out of it.
 */
export const personKey = ({ table, column, at, shown, title, purpose, retentionMonths }: PersonKey): PersonalData => {
  const takeOut = (ctx: Ctx, where: ReturnType<typeof sql<boolean>>): Promise<number> =>
    (ctx as Ctx<AnyTable>).db.transaction(async (tx) => {
      const done = await tx.kysely
        .updateTable(table)
        .set({ [column]: null })
        .where(where)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    })
  return aboutPeople({
    table: `civic.${table}`,
    columns: [column],
    ...(title && { title }),
    fields: { [at]: { ru: 'Когда', be: 'Калі', en: 'When' } },
    purpose,
    retentionMonths,
    export: (ctx, { keys }) =>
      (ctx as Ctx<AnyTable>).db.read
        .selectFrom(table)
        .select([...shown])
        .where(sql<boolean>`${sql.ref(column)} = any(${keys}::text[])`)
        .limit(most)
        .execute(),
    erase: (ctx, { keys }) => takeOut(ctx, sql<boolean>`${sql.ref(column)} = any(${keys}::text[])`),
    // as many rows as a city has years, topics: one statement
    forget: (ctx, before) =>
      takeOut(ctx, sql<boolean>`${sql.ref(column)} is not null and ${sql.ref(at)} < ${before}::timestamptz`),
  })
}
