import { randomUUID } from 'node:crypto'
import type { PersonalData } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from './ctx.ts'
import { coversOf, coversOn } from './publish/covers-of.ts'
import { publicWords } from './publish/public-words.ts'
import { typedAddress } from './publish/text-state.ts'

const most = 10_000

/** What we hold about a person and how it ends. Reports themselves stay: the city's work is not a personal datum. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'report',
    columns: ['person', 'contact_email', 'contact_phone', 'actor_hash', 'text', 'address'],
    retentionMonths: 12,
    purpose: {
      ru: 'Сообщить автору, что сделано по его сообщению',
      be: 'Паведаміць аўтару, што зроблена па яго паведамленні',
      en: 'To tell the author what was done about their report',
    },
    export: (ctx, person) =>
      (ctx as AppealsCtx).db.read
        .selectFrom('report')
        .select([
          'number',
          'created_at',
          'topic',
          'address',
          'text',
          'status',
          'contact_email',
          'contact_phone',
          'rating',
        ])
        .where('person', '=', person)
        .orderBy('created_at')
        .limit(most)
        .execute(),
    erase: (ctx, person) =>
      (ctx as AppealsCtx).db.transaction(async (tx) => {
        const rows = await tx.kysely
          .selectFrom('report')
          .select(['id', 'text', 'object', 'address', 'covers'])
          .where('person', '=', person)
          .forUpdate()
          .execute()
        const covers = await coversOf(ctx, rows)
        for (const { id, text, ...place } of rows) {
          const laid = covers.get(id) ?? []
          await tx.kysely
            .updateTable('report')
            .set({
              person: null,
              contact_email: null,
              contact_phone: null,
              actor_hash: `erased:${randomUUID()}`,
              // covered for good: offsets of covers are those of the text as it was
              text: publicWords(text, { covers: coversOn.text(laid) }),
              ...(typedAddress(place) !== null && {
                address: publicWords(place.address, { covers: coversOn.address(laid) }),
              }),
              covers: laid.filter((one) => one.part !== 'TEXT' && one.part !== 'ADDRESS').length,
            })
            .where('id', '=', id)
            .execute()
          await tx.kysely
            .deleteFrom('cover')
            .where('report', '=', id)
            .where('part', 'in', ['TEXT', 'ADDRESS'])
            .execute()
          await tx.kysely
            .updateTable('history')
            .set({ actor: 'guest' })
            .where('report', '=', id)
            .where('actor', '=', person)
            .execute()
        }
        return rows.length
      }),
  },
  {
    table: 'supporter',
    columns: ['person', 'contact_email', 'contact_phone', 'actor_hash'],
    retentionMonths: 12,
    purpose: {
      ru: 'Сообщить тем, кто тоже это видит, что сделано',
      be: 'Паведаміць тым, хто таксама гэта бачыць, што зроблена',
      en: 'To tell those who see it too what was done',
    },
    export: (ctx, person) =>
      (ctx as AppealsCtx).db.read
        .selectFrom('supporter')
        .innerJoin('report', 'report.id', 'supporter.report')
        .select(['report.number', 'supporter.created_at', 'supporter.contact_email', 'supporter.contact_phone'])
        .where('supporter.person', '=', person)
        .orderBy('supporter.created_at')
        .limit(most)
        .execute(),
    erase: (ctx, person) =>
      (ctx as AppealsCtx).db.transaction(async (tx) => {
        const { numUpdatedRows } = await tx.kysely
          .updateTable('supporter')
          .set({
            person: null,
            contact_email: null,
            contact_phone: null,
            actor_hash: sql<string>`'erased:' || gen_random_uuid()`,
          })
          .where('person', '=', person)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }),
  },
  {
    table: 'look',
    columns: ['actor', 'actor_name'],
    retentionMonths: 120,
    purpose: {
      ru: 'Знать, кто из сотрудников показал или скрыл слова жителя',
      be: 'Ведаць, хто з супрацоўнікаў паказаў або схаваў словы жыхара',
      en: 'To know who of the staff showed or covered a resident’s words',
    },
    export: (ctx, person) =>
      (ctx as AppealsCtx).db.read
        .selectFrom('look')
        .select(['report', 'at', 'kind', 'note'])
        .where('actor', '=', person)
        .orderBy('at')
        .limit(most)
        .execute(),
    erase: (ctx, person) =>
      (ctx as AppealsCtx).db.transaction(async (tx) => {
        const { numUpdatedRows } = await tx.kysely
          .updateTable('look')
          .set({ actor: 'erased', actor_name: null })
          .where('actor', '=', person)
          .executeTakeFirst()
        await tx.kysely.updateTable('cover').set({ actor: 'erased' }).where('actor', '=', person).execute()
        return Number(numUpdatedRows)
      }),
  },
  {
    table: 'draft',
    columns: ['staff', 'text'],
    retentionMonths: 1,
    purpose: {
      ru: 'Не потерять недописанный ответ сотрудника',
      be: 'Не згубіць недапісаны адказ супрацоўніка',
      en: 'Not to lose a half-written answer of staff',
    },
    export: (ctx, person) =>
      (ctx as AppealsCtx).db.read
        .selectFrom('draft')
        .select(['report', 'text', 'updated_at'])
        .where('staff', '=', person)
        .limit(most)
        .execute(),
    erase: (ctx, person) =>
      (ctx as AppealsCtx).db.transaction(async (tx) =>
        Number((await tx.kysely.deleteFrom('draft').where('staff', '=', person).executeTakeFirst()).numDeletedRows),
      ),
  },
]
