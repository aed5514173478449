import { aboutPeople, type Ctx, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { addressesOf } from './addresses-of-subject.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

const part = 1_000

/** An address is known here by its hash alone. */
function theirs(ctx: Ctx, subject: PersonSubject) {
  const keys = ctx.use(RecipientKeys)
  const hashes = addressesOf(subject).map((one) => keys.hash(one))
  return sql<boolean>`hash = any(${hashes}::text[])`
}

export const ownedThingsPersonalData = aboutPeople({
  table: 'civic.owned_thing',
  columns: ['hash'],
  purpose: {
    ru: 'Чтобы ссылку на дело получал только тот, чей это адрес. Сам адрес здесь не хранится.',
    be: 'Каб спасылку на справу атрымліваў толькі той, чый гэта адрас. Сам адрас тут не захоўваецца.',
    en: 'So that only the owner of an address gets the link to a case. The address itself is not kept here.',
  },
  retentionMonths: 24,
  export: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.read
      .selectFrom('owned_thing')
      .select(['about', 'at'])
      .where(theirs(ctx, subject))
      .limit(10_000)
      .execute(),
  erase: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.transaction(async (tx) =>
      Number((await tx.kysely.deleteFrom('owned_thing').where(theirs(ctx, subject)).executeTakeFirst()).numDeletedRows),
    ),
  forget: (ctx: Ctx, before) =>
    (ctx as Ctx<RecipientTables>).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('owned_thing').select(['hash', 'about']).where('at', '<', before).limit(part)
      const { numDeletedRows } = await tx.kysely
        .deleteFrom('owned_thing')
        .where(({ eb, refTuple }) => eb(refTuple('hash', 'about'), 'in', old.$asTuple('hash', 'about')))
        .executeTakeFirst()
      return Number(numDeletedRows)
    }),
})
