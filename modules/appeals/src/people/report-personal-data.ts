import { randomUUID } from 'node:crypto'
import { aboutPeople, Files, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { letGoOfCalls } from '../call/call-task.ts'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { retractLetters } from '../notify/retract-letters.ts'
import { reportType } from '../report/report-type.ts'
import { Secrets } from '../secrets.ts'
import { settingsOf, wordsMonths } from '../settings.ts'
import {
  chunk,
  chunks,
  contactCorrect,
  contactFields,
  idAfter,
  holdsTheirContact,
  isTheirs,
  most,
  part,
  reportIds,
  withoutTheirContact,
} from './whose.ts'

/** Reports themselves stay: the city's work is not a personal datum. The words of whoever sent them do not. */
export const reportPersonalData = aboutPeople({
  table: 'report',
  columns: ['text', 'address', 'address_key'],
  retentionMonths: wordsMonths,
  monthsIn: (ctx) => settingsOf(ctx).wordsMonths,
  afterClosing: true,
  purpose: {
    ru: 'Исправить то, о чём вы сообщили, и показать, что сделано',
    be: 'Выправіць тое, пра што вы паведамілі, і паказаць, што зроблена',
    en: 'To mend what you have reported, and to show what was done',
  },
  title: { ru: 'Ваши сообщения', be: 'Вашы паведамленні', en: 'Your reports' },
  fields: {
    number: { ru: 'Номер', be: 'Нумар', en: 'Number' },
    created_at: { ru: 'Отправлено', be: 'Адпраўлена', en: 'Sent' },
    address: { ru: 'Где', be: 'Дзе', en: 'Where' },
    text: { ru: 'Что вы написали', be: 'Што вы напісалі', en: 'What you wrote' },
    notes: { ru: 'Что добавили', be: 'Што дадалі', en: 'What you added' },
    rating: { ru: 'Ваша оценка', be: 'Ваша ацэнка', en: 'Your stars' },
  },
  correct: {
    text: {
      ru: 'Свои слова можно скрыть от других: на странице сообщения.',
      be: 'Свае словы можна схаваць ад іншых: на старонцы паведамлення.',
      en: 'You can cover your own words for others, on the page of the report.',
    },
  },
  stays: {
    ru: 'Номер, тема, место на карте, даты, оценки и ответ службы: это учёт работы города, без вас в нём.',
    be: 'Нумар, тэма, месца на карце, даты, ацэнкі і адказ службы: гэта ўлік працы горада, без вас у ім.',
    en: 'Number, topic, place on the map, dates, stars and the answer: the city’s record of its work, without you in it.',
  },
  things: async (ctx, subject) => (await theirReports(ctx as AppealsCtx, subject)).map((id) => `${reportType}:${id}`),
  every: async (ctx, after) =>
    (
      await (ctx as AppealsCtx).db.read
        .selectFrom('report')
        .select('id')
        .where(sql<boolean>`id > ${idAfter(after)}::uuid`)
        .orderBy('id')
        .limit(part)
        .execute()
    ).map(({ id }) => `${reportType}:${id}`),
  export: async (ctx, subject) => {
    const { db } = ctx as AppealsCtx
    const ids = await theirReports(ctx, subject)
    const rows = await db.read
      .selectFrom('report')
      .select((eb) => [
        'number',
        'created_at',
        'topic',
        'address',
        'lat',
        'lon',
        'text',
        'status',
        'contact_email',
        'contact_phone',
        'rating',
        sql<string[]>`array(select note from appeals.history h where h.city = report.city and h.report = report.id
          and h.actor_name is null and h.actor <> 'system' and h.note is not null order by h.at, h.id)`.as('notes'),
        sql<string[]>`array(select file::text from appeals.report_photo p where p.city = report.city
          and p.report = report.id and p.kind = 'BEFORE' order by p.round, p.position)`.as('files'),
        eb.ref('id').as('report'),
      ])
      .where(sql<boolean>`id = any(${ids}::uuid[]) and not ${nothingOfTheirs}`)
      .orderBy('created_at')
      .limit(most)
      .execute()
    const secrets = ctx.use(Secrets)
    return rows.map((row) => ({ ...row, href: `/t/${secrets.tracking('REPORTER', row.report)}` }))
  },
  erase: async (ctx, subject) => {
    const appeals = ctx as AppealsCtx
    const ids = await theirReports(appeals, subject)
    for (const some of chunks(ids)) await appeals.db.transaction((tx) => eraseReports(appeals, tx, some, true))
    const others = await appeals.db.transaction(async (tx) => {
      const without = await tx.kysely
        .updateTable('report')
        .set(withoutTheirContact(subject))
        .where(holdsTheirContact(subject))
        .returning('id')
        .execute()
      for (const { id } of without) await letGoOfCalls(appeals, tx, id)
      return without.length
    })
    return ids.length + others
  },
  // a message is no appeal, and its record outlives its words: what goes is what an erasure takes
  forget: async (ctx, before) => {
    const appeals = ctx as AppealsCtx
    const old = await appeals.db.read
      .selectFrom('report')
      .select('id')
      .where('closed_at', '<', before)
      .where(sql<boolean>`(text is not null or photo_count > 0 or object is null and address is not null
        or exists (select from appeals.history h where h.city = report.city and h.report = report.id
          and h.kind = 'REOPENED' and h.note is not null))`)
      .limit(chunk)
      .execute()
    await appeals.db.transaction((tx) =>
      eraseReports(
        appeals,
        tx,
        old.map(({ id }) => id),
        false,
      ),
    )
    return old.length
  },
})

/** How the author is written to, and who they are to limits and «my cases»: gone sooner than their words. */
export const contactPersonalData = aboutPeople({
  table: 'report',
  columns: ['contact_email', 'contact_phone', 'person', 'actor_hash'],
  retentionMonths: 12,
  monthsIn: (ctx) => settingsOf(ctx).retentionMonths,
  afterClosing: true,
  purpose: {
    ru: 'Сообщить автору, что сделано по его сообщению',
    be: 'Паведаміць аўтару, што зроблена па яго паведамленні',
    en: 'To tell the author what was done about their report',
  },
  title: { ru: 'Куда вам писать', be: 'Куды вам пісаць', en: 'Where to write to you' },
  fields: contactFields,
  correct: contactCorrect,
  export: async (ctx, subject) => {
    const ids = await theirReports(ctx, subject)
    const secrets = ctx.use(Secrets)
    const rows = await (ctx as AppealsCtx).db.read
      .selectFrom('report')
      .select(['id', 'number', 'contact_email', 'contact_phone'])
      .where(sql<boolean>`id = any(${ids}::uuid[]) and (contact_email is not null or contact_phone is not null)`)
      .orderBy('created_at')
      .limit(most)
      .execute()
    return rows.map(({ id, ...row }) => ({ ...row, href: `/t/${secrets.tracking('REPORTER', id)}` }))
  },
  // goes with the words
  erase: () => Promise.resolve(0),
  forget: async (ctx, before) => {
    const appeals = ctx as AppealsCtx
    const old = appeals.db.read
      .selectFrom('report')
      .select('id')
      .where('closed_at', '<', before)
      .where(sql<boolean>`(person is not null or contact_email is not null or contact_phone is not null
        or actor_hash not like 'erased:%')`)
      .limit(part)
    const { numUpdatedRows } = await appeals.db.transaction((tx) =>
      tx.kysely.updateTable('report').set(nobodys).where('id', 'in', old).executeTakeFirst(),
    )
    return Number(numUpdatedRows)
  },
})

export const nobodys = {
  person: null,
  contact_email: null,
  contact_phone: null,
  actor_hash: sql<string>`'erased:' || gen_random_uuid()`,
}

/** They have erased it, and have left nothing since: what remains is the city's. */
const nothingOfTheirs = sql`(erased_at is not null and person is null and contact_email is null
  and contact_phone is null and photo_count = 0 and not exists (select from appeals.history h
    where h.city = report.city and h.report = report.id and h.kind = 'REOPENED' and h.note is not null))`

async function theirReports({ db }: AppealsCtx, subject: PersonSubject): Promise<string[]> {
  const rows = await db.read
    .selectFrom('report')
    .select('id')
    .where((eb) => eb.or([isTheirs(subject), sql<boolean>`id = any(${reportIds(subject)}::uuid[])`]))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** @param wished by the author, whose page says so; else the term is over */
async function eraseReports(ctx: AppealsCtx, tx: AppealsTx, ids: readonly string[], wished: boolean): Promise<void> {
  const now = ctx.clock.now()
  for (const id of ids) {
    const row = await tx.kysely
      .selectFrom('report')
      .select(['object', 'address', 'contact_email', 'contact_phone'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) continue
    await retractLetters(ctx, tx, id, row)
    await letGoOfCalls(ctx, tx, id)
    const photos = await tx.kysely
      .deleteFrom('report_photo')
      .where('report', '=', id)
      .where('kind', '=', 'BEFORE')
      .returning('file')
      .execute()
    if (photos.length > 0)
      await ctx.use(Files).release(
        tx,
        `${reportType}:${id}`,
        photos.map(({ file }) => file),
      )
    await tx.kysely
      .updateTable('report')
      .set({
        person: null,
        contact_email: null,
        contact_phone: null,
        actor_hash: `erased:${randomUUID()}`,
        text: null,
        // of a place with a plate it is the city's own
        ...(row.object === null && { address: null, address_key: null }),
        photo_count: 0,
        ...(wished && { erased_at: now }),
        waiting_since: null,
        covers: await coversLeft(tx, id),
      })
      .where('id', '=', id)
      .execute()
    // residents stand nameless in a history, staff with their name; whoever reopens says it as the author
    await tx.kysely
      .updateTable('history')
      .set({ actor: sql<string>`case when actor_name is null then 'guest' else actor end`, note: null })
      .where('report', '=', id)
      .where(sql<boolean>`(kind = 'REOPENED' or actor_name is null and actor <> 'system')`)
      .execute()
    // what to say and what was said on the telephone is theirs too, whoever wrote it down
    await tx.kysely
      .updateTable('history')
      .set({ note: null })
      .where('report', '=', id)
      .where('kind', 'in', ['CALL_ASKED', 'CALLED'])
      .execute()
  }
}

/** Covers of words that are gone say where they stood; those on the words of staff stay. */
async function coversLeft(tx: AppealsTx, report: string): Promise<number> {
  await tx.kysely
    .deleteFrom('cover')
    .where('report', '=', report)
    .where((eb) =>
      eb.or([
        eb('part', 'in', ['TEXT', 'ADDRESS']),
        eb(
          'step',
          'in',
          eb.selectFrom('history').select('id').where('report', '=', report).where('kind', '=', 'REOPENED'),
        ),
      ]),
    )
    .execute()
  const { count } = await tx.kysely
    .selectFrom('cover')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('report', '=', report)
    .executeTakeFirstOrThrow()
  return Number(count)
}
