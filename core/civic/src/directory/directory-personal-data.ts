import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { DirectoryTables } from './directory.entity.ts'
import { changeDirectory } from './change-directory.ts'

/** The record of somebody who works for the city. */
export const directoryPersonalData: PersonalData = {
  table: 'civic.staff',
  columns: ['person', 'name', 'position'],
  purpose: {
    ru: 'Чтобы работа попадала к тому, кто за неё отвечает.',
    be: 'Каб праца трапляла да таго, хто за яе адказвае.',
    en: 'So that work reaches whoever is responsible for it.',
  },
  retentionMonths: 12,
  async export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<DirectoryTables>
    const staff = await db.read
      .selectFrom('staff')
      .select(['person', 'name', 'position'])
      .where('person', '=', person)
      .execute()
    const memberships = await db.read
      .selectFrom('membership')
      .select('department')
      .where('person', '=', person)
      .execute()
    return staff.map((row) => ({ ...row, departments: memberships.map((each) => each.department) }))
  },
  erase: (ctx: Ctx, person) =>
    changeDirectory(ctx, async (tx) => {
      await tx.kysely.deleteFrom('membership').where('person', '=', person).execute()
      return Number(
        (await tx.kysely.deleteFrom('staff').where('person', '=', person).executeTakeFirst()).numDeletedRows,
      )
    }),
}
