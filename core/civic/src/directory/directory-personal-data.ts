import { aboutPeople, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { DirectoryTables } from './directory.entity.ts'
import { changeDirectory } from './change-directory.ts'

const theirs = (keys: readonly string[]) => sql<boolean>`person = any(${keys}::text[])`

/** The record of somebody who works for the city. It ends with their work: whoever is taken off the staff goes. */
export const directoryPersonalData = aboutPeople({
  table: 'civic.staff',
  title: { ru: 'Вы в справочнике города', be: 'Вы ў даведніку горада', en: 'You in the city’s directory' },
  fields: { name: { ru: 'Имя', be: 'Імя', en: 'Name' }, position: { ru: 'Должность', be: 'Пасада', en: 'Post' } },
  correct: {
    text: {
      ru: 'Имя и должность исправит администратор города.',
      be: 'Імя і пасаду выправіць адміністратар горада.',
      en: 'The city’s administrator mends name and post.',
    },
  },
  columns: ['person', 'name', 'position'],
  purpose: {
    ru: 'Чтобы работа попадала к тому, кто за неё отвечает.',
    be: 'Каб праца трапляла да таго, хто за яе адказвае.',
    en: 'So that work reaches whoever is responsible for it.',
  },
  retentionMonths: 12,
  export: async (ctx, { keys }) => {
    const { db } = ctx as Ctx<DirectoryTables>
    const staff = await db.read.selectFrom('staff').select(['person', 'name', 'position']).where(theirs(keys)).execute()
    const memberships = await db.read
      .selectFrom('membership')
      .select(['person', 'department'])
      .where(theirs(keys))
      .execute()
    return staff.map((row) => ({
      ...row,
      departments: memberships.filter(({ person }) => person === row.person).map((each) => each.department),
    }))
  },
  erase: async (ctx, { keys }) => {
    const known = await (ctx as Ctx<DirectoryTables>).db.read
      .selectFrom('staff')
      .select('person')
      .where(theirs(keys))
      .executeTakeFirst()
    // a resident is no change of the directory
    if (!known) return 0
    return changeDirectory(ctx, async (tx) => {
      await tx.kysely.deleteFrom('membership').where(theirs(keys)).execute()
      return Number((await tx.kysely.deleteFrom('staff').where(theirs(keys)).executeTakeFirst()).numDeletedRows)
    })
  },
})
