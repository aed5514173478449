import type { Ctx, PersonalData } from '@vmeste/sdk'
import type { TopicTables } from './topic.entity.ts'

/** Who changed a topic: a member of staff, by key. */
export const topicPersonalData: PersonalData = {
  table: 'civic.topic',
  columns: ['changed_by'],
  purpose: { ru: 'Чтобы знать, кто изменил тему.', be: 'Каб ведаць, хто змяніў тэму.', en: 'To know who changed a topic.' },
  retentionMonths: 36,
  export(ctx: Ctx, person) {
    const { db } = ctx as Ctx<TopicTables>
    return db.read.selectFrom('topic').select(['code', 'changed_at']).where('changed_by', '=', person).limit(1000).execute()
  },
  erase(ctx: Ctx, person) {
    const { db } = ctx as Ctx<TopicTables>
    return db.transaction(async (tx) => {
      const done = await tx.kysely.updateTable('topic').set({ changed_by: null }).where('changed_by', '=', person).executeTakeFirst()
      return Number(done.numUpdatedRows)
    })
  },
}
