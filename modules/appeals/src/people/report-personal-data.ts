import { randomUUID } from 'node:crypto'
import { aboutPeople, Files, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { settingsOf } from '../settings.ts'
import {
  chunks,
  idAfter,
  holdsTheirContact,
  isTheirs,
  most,
  part,
  reportIds,
  reportType,
  withoutTheirContact,
} from './whose.ts'

/** Reports themselves stay: the city's work is not a personal datum. The words of whoever sent them do not. */
export const reportPersonalData = aboutPeople({
  table: 'report',
  columns: ['person', 'contact_email', 'contact_phone', 'actor_hash', 'text', 'address'],
  retentionMonths: 12,
  purpose: {
    ru: 'Сообщить автору, что сделано по его сообщению',
    be: 'Паведаміць аўтару, што зроблена па яго паведамленні',
    en: 'To tell the author what was done about their report',
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
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .orderBy('created_at')
      .limit(most)
      .execute()
    return rows
  },
  erase: async (ctx, subject) => {
    const appeals = ctx as AppealsCtx
    const ids = await theirReports(appeals, subject)
    for (const some of chunks(ids)) await appeals.db.transaction((tx) => eraseReports(appeals, tx, some))
    const { numUpdatedRows } = await appeals.db.transaction((tx) =>
      tx.kysely
        .updateTable('report')
        .set(withoutTheirContact(subject))
        .where(holdsTheirContact(subject))
        .executeTakeFirst(),
    )
    return ids.length + Number(numUpdatedRows)
  },
  forget: async (ctx) => {
    const appeals = ctx as AppealsCtx
    // the city says how long; what is declared is what it starts with
    const old = appeals.db.read
      .selectFrom('report')
      .select('id')
      .where('closed_at', '<', termOver(appeals))
      .where(sql<boolean>`(person is not null or contact_email is not null or contact_phone is not null
        or actor_hash not like 'erased:%')`)
      .limit(part)
    const { numUpdatedRows } = await appeals.db.transaction((tx) =>
      tx.kysely.updateTable('report').set(nobodys).where('id', 'in', old).executeTakeFirst(),
    )
    return Number(numUpdatedRows)
  },
})

/** Contacts live as long as the city has said after a report is closed. */
export const termOver = (ctx: AppealsCtx) =>
  sql<Date>`${ctx.clock.now()}::timestamptz - make_interval(months => ${settingsOf(ctx).retentionMonths}::int)`

export const nobodys = {
  person: null,
  contact_email: null,
  contact_phone: null,
  actor_hash: sql<string>`'erased:' || gen_random_uuid()`,
}

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

async function eraseReports(ctx: AppealsCtx, tx: AppealsTx, ids: readonly string[]): Promise<void> {
  const now = ctx.clock.now()
  for (const id of ids) {
    const row = await tx.kysely
      .selectFrom('report')
      .select(['object', 'address'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) continue
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
        ...(row.object === null && { address: null }),
        photo_count: 0,
        erased_at: now,
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
