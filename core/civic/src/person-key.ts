import type { Ctx, PersonalData } from '@vmeste/sdk'

export interface PersonKey extends Pick<PersonalData, 'purpose' | 'retentionMonths'> {
  /** In the schema `civic`. */
  readonly table: string
  /** Holds `<iss>|<sub>`; null afterwards. */
  readonly column: string
  /** What somebody is told of the rows that name them. */
  readonly shown: readonly string[]
}
/** The one column a table has of a person; which table and columns, only the caller's words say. */
type AnyTable = Record<string, Record<string, string | null>>
/** More rows than one person leaves in a city. */
const most = 10_000

/**
 * A table that knows of a person no more than who it was: erasing the key leaves the row to the city and takes the
 * person out of it.
 */
export const personKey = ({ table, column, shown, purpose, retentionMonths }: PersonKey): PersonalData => ({
  table: `civic.${table}`,
  columns: [column],
  purpose,
  retentionMonths,
  export: (ctx: Ctx, person) =>
    (ctx as Ctx<AnyTable>).db.read
      .selectFrom(table)
      .select([...shown])
      .where(column, '=', person)
      .limit(most)
      .execute(),
  erase: (ctx: Ctx, person) =>
    (ctx as Ctx<AnyTable>).db.transaction(async (tx) => {
      const done = await tx.kysely
        .updateTable(table)
        .set({ [column]: null })
        .where(column, '=', person)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
})
