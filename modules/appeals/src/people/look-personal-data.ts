import { aboutPeople, type Ctx, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { erased } from './staff-personal-data.ts'
import { most, part } from './whose.ts'

type Statement = ReturnType<typeof sql>

/** How acts lose whoever did them: by name of the person, and by age. */
const withoutActor = (nameless: Statement, named: Statement) => ({
  erase: (ctx: Ctx, { keys }: PersonSubject): Promise<number> =>
    changed(ctx, sql`${nameless} where actor = any(${keys}::text[])`),
  forget: (ctx: Ctx, before: Date): Promise<number> =>
    changed(ctx, sql`${nameless} where (report, id) in (select report, id ${named} and at < ${before} limit ${part})`),
})

const changed = (ctx: Ctx, statement: Statement): Promise<number> =>
  (ctx as AppealsCtx).db.transaction(async ({ kysely }) => Number((await statement.execute(kysely)).numAffectedRows))

/** Who of the staff looked at what residents wrote, and what came of it. */
export const lookPersonalData = aboutPeople({
  table: 'look',
  title: {
    ru: 'Слова жителей, которые вы проверили',
    be: 'Словы жыхароў, якія вы праверылі',
    en: 'Residents’ words that you checked',
  },
  fields: {
    at: { ru: 'Когда', be: 'Калі', en: 'When' },
    note: { ru: 'Ваши слова', be: 'Вашы словы', en: 'Your words' },
  },
  columns: ['actor', 'actor_name'],
  retentionMonths: 120,
  purpose: {
    ru: 'Знать, кто из сотрудников показал или скрыл слова жителя',
    be: 'Ведаць, хто з супрацоўнікаў паказаў або схаваў словы жыхара',
    en: 'To know who of the staff showed or covered a resident’s words',
  },
  export: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('look')
      .select(['report', 'at', 'kind', 'note'])
      .where(sql<boolean>`actor = any(${keys}::text[])`)
      .orderBy('at')
      .limit(most)
      .execute(),
  ...withoutActor(
    sql`update appeals.look set actor = ${erased}, actor_name = null`,
    sql`from appeals.look where (actor_name is not null or actor like '%|%')`,
  ),
})

/** Who of the staff covered which words; whoever covers their own stands as the author. */
export const coverPersonalData = aboutPeople({
  table: 'cover',
  title: {
    ru: 'Слова жителей, которые вы скрыли',
    be: 'Словы жыхароў, якія вы схавалі',
    en: 'Residents’ words that you covered',
  },
  fields: { at: { ru: 'Когда', be: 'Калі', en: 'When' } },
  columns: ['actor'],
  retentionMonths: 120,
  purpose: {
    ru: 'Знать, кто из сотрудников скрыл слова жителя',
    be: 'Ведаць, хто з супрацоўнікаў схаваў словы жыхара',
    en: 'To know who of the staff covered a resident’s words',
  },
  export: (ctx, { keys }) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('cover')
      .select(['report', 'at', 'part'])
      .where(sql<boolean>`actor = any(${keys}::text[])`)
      .orderBy('at')
      .limit(most)
      .execute(),
  ...withoutActor(sql`update appeals.cover set actor = ${erased}`, sql`from appeals.cover where actor like '%|%'`),
})
