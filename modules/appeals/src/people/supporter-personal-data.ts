import { aboutPeople, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { retractLetters } from '../notify/retract-letters.ts'
import { Secrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import { nobodys } from './report-personal-data.ts'
import {
  contactCorrect,
  contactFields,
  holdsTheirContact,
  idAfter,
  isTheirs,
  most,
  part,
  supporterIds,
  supporterType,
  withoutTheirContact,
} from './whose.ts'

/** Whoever pressed «Тоже вижу». That one more has seen it stays, who it was does not. */
export const supporterPersonalData = aboutPeople({
  table: 'supporter',
  columns: ['person', 'contact_email', 'contact_phone', 'actor_hash'],
  retentionMonths: 12,
  purpose: {
    ru: 'Сообщить тем, кто тоже это видит, что сделано',
    be: 'Паведаміць тым, хто таксама гэта бачыць, што зроблена',
    en: 'To tell those who see it too what was done',
  },
  monthsIn: (ctx) => settingsOf(ctx).retentionMonths,
  afterClosing: true,
  title: { ru: 'Что вы тоже видите', be: 'Што вы таксама бачыце', en: 'What you see too' },
  fields: { ...contactFields, created_at: { ru: 'Когда', be: 'Калі', en: 'When' } },
  correct: contactCorrect,
  stays: {
    ru: 'Число тех, кто тоже это видит.',
    be: 'Колькасць тых, хто таксама гэта бачыць.',
    en: 'How many see it too.',
  },
  things: async (ctx, subject) =>
    (
      await (ctx as AppealsCtx).db.read
        .selectFrom('supporter')
        .select('id')
        .where(theirs(subject))
        .limit(most)
        .execute()
    ).map(({ id }) => `${supporterType}:${id}`),
  every: async (ctx, after) =>
    (
      await (ctx as AppealsCtx).db.read
        .selectFrom('supporter')
        .select('id')
        .where(sql<boolean>`id > ${idAfter(after)}::uuid`)
        .orderBy('id')
        .limit(part)
        .execute()
    ).map(({ id }) => `${supporterType}:${id}`),
  export: async (ctx, subject) => {
    const rows = await (ctx as AppealsCtx).db.read
      .selectFrom('supporter')
      .select((eb) => [
        'id',
        eb.selectFrom('report').select('number').whereRef('report.id', '=', 'supporter.report').as('number'),
        'created_at',
        'contact_email',
        'contact_phone',
      ])
      .where(theirs(subject))
      .where(sql<boolean>`not (actor_hash like 'erased:%' and contact_email is null and contact_phone is null)`)
      .orderBy('created_at')
      .limit(most)
      .execute()
    const secrets = ctx.use(Secrets)
    return rows.map(({ id, ...row }) => ({ ...row, href: `/t/${secrets.tracking('SUPPORTER', id)}` }))
  },
  erase: (ctx, subject) =>
    (ctx as AppealsCtx).db.transaction(async (tx) => {
      const given = await tx.kysely
        .selectFrom('supporter')
        .select(['report', 'contact_email', 'contact_phone'])
        .where(theirs(subject))
        .execute()
      for (const { report, ...contact } of given) await retractLetters(ctx, tx, report, contact)
      const own = await tx.kysely.updateTable('supporter').set(nobodys).where(theirs(subject)).executeTakeFirst()
      const others = await tx.kysely
        .updateTable('supporter')
        .set(withoutTheirContact(subject))
        .where(holdsTheirContact(subject))
        .executeTakeFirst()
      return Number(own.numUpdatedRows) + Number(others.numUpdatedRows)
    }),
  forget: async (ctx, before) => {
    const appeals = ctx as AppealsCtx
    const old = appeals.db.read
      .selectFrom('supporter')
      .select('id')
      .where('report', 'in', (eb) => eb.selectFrom('report').select('id').where('closed_at', '<', before))
      .where(sql<boolean>`(person is not null or contact_email is not null or contact_phone is not null
        or actor_hash not like 'erased:%')`)
      .limit(part)
    const { numUpdatedRows } = await appeals.db.transaction((tx) =>
      tx.kysely.updateTable('supporter').set(nobodys).where('id', 'in', old).executeTakeFirst(),
    )
    return Number(numUpdatedRows)
  },
})

const theirs = (subject: PersonSubject) =>
  sql<boolean>`(${isTheirs(subject)} or id = any(${supporterIds(subject)}::uuid[]))`
