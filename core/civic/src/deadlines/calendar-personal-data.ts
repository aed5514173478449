import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { CalendarTables } from './calendar-year.entity.ts'

/** Who changed a calendar: a member of staff, by key. */
export const calendarPersonalData: PersonalData = {
  table: 'civic.calendar_year',
  columns: ['changed_by'],
  purpose: { ru: 'Чтобы знать, кто изменил календарь.', be: 'Каб ведаць, хто змяніў каляндар.', en: 'To know who changed a calendar.' },
  retentionMonths: 36,
  export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<CalendarTables>
    return db.read.selectFrom('calendar_year').select(['country', 'year', 'changed_at']).where('changed_by', '=', person).limit(1000).execute()
  },
  erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<CalendarTables>
    return db.transaction(async (tx) => {
      const done = await tx.kysely.updateTable('calendar_year').set({ changed_by: null }).where('changed_by', '=', person).executeTakeFirst()
      return Number(done.numUpdatedRows)
    })
  },
}
