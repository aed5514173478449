import { aboutPeople, type Ctx, type PersonalData, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { ReachTables } from './reach.entity.ts'

const part = 1_000
const inDb = (ctx: Ctx) => (ctx as Ctx<ReachTables>).db
const theirs = ({ keys }: PersonSubject) => sql<boolean>`person = any(${[...keys]}::text[])`
const purpose = {
  ru: 'Чтобы сообщать человеку так, как он выбрал, и каждое один раз.',
  be: 'Каб паведамляць чалавеку так, як ён выбраў, і кожнае адзін раз.',
  en: 'To tell people in the way they chose, and each thing once.',
}

/** What somebody has chosen on «Как мне сообщать». */
const reachData = aboutPeople({
  table: 'civic.reach',
  title: { ru: 'Как вам сообщать', be: 'Як вам паведамляць', en: 'How to tell you' },
  fields: {
    lang: { ru: 'Язык', be: 'Мова', en: 'Language' },
    email: { ru: 'По почте', be: 'Па пошце', en: 'By e-mail' },
    pace: { ru: 'Сразу или раз в день', be: 'Адразу ці раз у дзень', en: 'At once or once a day' },
    changed_at: { ru: 'Когда', be: 'Калі', en: 'When' },
  },
  correct: {
    text: {
      ru: 'Изменить можно на странице «Как мне сообщать».',
      be: 'Змяніць можна на старонцы «Як мне паведамляць».',
      en: 'It can be changed on the page “How to tell me”.',
    },
    path: '/reach',
  },
  columns: ['person', 'lang', 'email', 'pace', 'quiet_from', 'quiet_until'],
  purpose,
  retentionMonths: 0,
  export: (ctx, subject) =>
    inDb(ctx)
      .read.selectFrom('reach')
      .select(['lang', 'email', 'pace', 'quiet_from', 'quiet_until', 'changed_at'])
      .where(theirs(subject))
      .limit(100)
      .execute(),
  erase: (ctx, subject) =>
    inDb(ctx).transaction(async (tx) =>
      Number((await tx.kysely.deleteFrom('reach').where(theirs(subject)).executeTakeFirst()).numDeletedRows),
    ),
})

/** That something has left for somebody; not what. */
const reachedData = aboutPeople({
  table: 'civic.reached',
  columns: ['person', 'mark'],
  purpose,
  retentionMonths: 1,
  export: (ctx, subject) =>
    inDb(ctx).read.selectFrom('reached').select(['mark', 'at']).where(theirs(subject)).limit(10_000).execute(),
  erase: (ctx, subject) =>
    inDb(ctx).transaction(async (tx) =>
      Number((await tx.kysely.deleteFrom('reached').where(theirs(subject)).executeTakeFirst()).numDeletedRows),
    ),
  forget: (ctx, before) =>
    inDb(ctx).transaction(async (tx) => {
      const old = tx.kysely.selectFrom('reached').select(['person', 'mark']).where('at', '<', before).limit(part)
      const done = await tx.kysely
        .deleteFrom('reached')
        .where(({ eb, refTuple }) => eb(refTuple('person', 'mark'), 'in', old.$asTuple('person', 'mark')))
        .executeTakeFirst()
      return Number(done.numDeletedRows)
    }),
})

export const reachPersonalData: readonly PersonalData[] = [reachData, reachedData]
