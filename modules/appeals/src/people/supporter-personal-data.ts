import { aboutPeople, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { nobodys, termOver } from './report-personal-data.ts'
import {
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
  export: (ctx, subject) =>
    (ctx as AppealsCtx).db.read
      .selectFrom('supporter')
      .select((eb) => [
        eb.selectFrom('report').select('number').whereRef('report.id', '=', 'supporter.report').as('number'),
        'created_at',
        'contact_email',
        'contact_phone',
      ])
      .where(theirs(subject))
      .orderBy('created_at')
      .limit(most)
      .execute(),
  erase: (ctx, subject) =>
    (ctx as AppealsCtx).db.transaction(async (tx) => {
      const own = await tx.kysely.updateTable('supporter').set(nobodys).where(theirs(subject)).executeTakeFirst()
      const others = await tx.kysely
        .updateTable('supporter')
        .set(withoutTheirContact(subject))
        .where(holdsTheirContact(subject))
        .executeTakeFirst()
      return Number(own.numUpdatedRows) + Number(others.numUpdatedRows)
    }),
  forget: async (ctx) => {
    const appeals = ctx as AppealsCtx
    const old = appeals.db.read
      .selectFrom('supporter')
      .select('id')
      .where('report', 'in', (eb) => eb.selectFrom('report').select('id').where('closed_at', '<', termOver(appeals)))
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
