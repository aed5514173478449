import { aboutPeople, type Ctx, type PersonalData } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { TaskTables } from './task.entity.ts'

const retentionMonths = 12
const part = 1_000
const most = 10_000
const purpose = {
  ru: 'Чтобы сотрудник знал, что сделать для человека, и было видно, что сделано.',
  be: 'Каб супрацоўнік ведаў, што зрабіць для чалавека, і было відаць, што зроблена.',
  en: 'So that staff know what to do for somebody, and it can be seen what was done.',
}
const inDb = (ctx: Ctx) => (ctx as Ctx<TaskTables>).db
const about = (things: readonly string[]) => sql<boolean>`task.subject = any(${[...things]}::text[])`
const ofThings = (things: readonly string[]) => sql<boolean>`task in (select id from civic.task where ${about(things)})`

/** What staff were to do about somebody's things, and who of them was asked by name. Old ones go whole. */
const taskPersonalData = aboutPeople({
  table: 'civic.task',
  title: { ru: 'Что служба делает для вас', be: 'Што служба робіць для вас', en: 'What staff do for you' },
  fields: {
    created_at: { ru: 'Когда', be: 'Калі', en: 'When' },
    words: { ru: 'О чём', be: 'Пра што', en: 'About' },
    ended_at: { ru: 'Сделано', be: 'Зроблена', en: 'Done' },
  },
  columns: ['words', 'person'],
  purpose,
  retentionMonths,
  export: (ctx, { keys, things }) =>
    inDb(ctx)
      .read.selectFrom('task')
      .select(['kind', 'title', 'words', 'subject', 'state', 'due', 'created_at', 'ended_at'])
      .where(sql<boolean>`(${about(things)} or person = any(${[...keys]}::text[]))`)
      .orderBy('id')
      .limit(most)
      .execute(),
  erase: (ctx, { keys, things }) =>
    inDb(ctx).transaction(async (tx) => {
      const words = await tx.kysely
        .updateTable('task')
        .set({ words: null })
        .where(about(things))
        .where('words', 'is not', null)
        .executeTakeFirst()
      const asked = await tx.kysely
        .updateTable('task')
        .set({ person: null })
        .where(sql<boolean>`person = any(${[...keys]}::text[])`)
        .executeTakeFirst()
      return Number(words.numUpdatedRows) + Number(asked.numUpdatedRows)
    }),
  forget: (ctx, before) =>
    inDb(ctx).transaction(async (tx) => {
      const old = tx.kysely.selectFrom('task').select('id').where('ended_at', '<', before).limit(part)
      const gone = await tx.kysely.deleteFrom('task').where('id', 'in', old).returning('id').execute()
      const ids = gone.map(({ id }) => id)
      if (ids.length > 0) await tx.kysely.deleteFrom('task_step').where('task', 'in', ids).execute()
      return ids.length
    }),
})

/** What staff noted of it: it may repeat what somebody said on the telephone. */
const stepPersonalData = aboutPeople({
  table: 'civic.task_step',
  columns: ['note'],
  purpose,
  retentionMonths,
  export: (ctx, { things }) =>
    inDb(ctx)
      .read.selectFrom('task_step')
      .select(['at', 'kind', 'note'])
      .where(ofThings(things))
      .where('note', 'is not', null)
      .orderBy('id')
      .limit(most)
      .execute(),
  erase: (ctx, { things }) =>
    inDb(ctx).transaction(async (tx) => {
      const done = await tx.kysely
        .updateTable('task_step')
        .set({ note: null })
        .where(ofThings(things))
        .where('note', 'is not', null)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
  forget: (ctx, before) =>
    inDb(ctx).transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('task_step')
        .select('id')
        .where('at', '<', before)
        .where('note', 'is not', null)
        .limit(part)
      const done = await tx.kysely
        .updateTable('task_step')
        .set({ note: null })
        .where('id', 'in', old)
        .executeTakeFirst()
      return Number(done.numUpdatedRows)
    }),
})

export const tasksPersonalData: readonly PersonalData[] = [taskPersonalData, stepPersonalData]
