import { aboutPeople, type Ctx, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { boxOf } from './address-of.ts'
import { addressesOf } from './addresses-of-subject.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

const part = 1_000

/** A box is known here by its hash alone. */
function theirs(ctx: Ctx, subject: PersonSubject) {
  const keys = ctx.use(RecipientKeys)
  const boxes = addressesOf(subject).map((one) => keys.hash(boxOf(one)))
  return sql<boolean>`box = any(${boxes}::text[])`
}

export const stoppedThingsPersonalData = aboutPeople({
  table: 'civic.stopped_thing',
  columns: ['box'],
  purpose: {
    ru: 'Чтобы не писать о деле тому, кто больше не хочет о нём слышать. Сам адрес здесь не хранится.',
    be: 'Каб не пісаць пра справу таму, хто больш не хоча пра яе чуць. Сам адрас тут не захоўваецца.',
    en: 'Not to write about a case to whoever wants to hear no more of it. The address itself is not kept here.',
  },
  retentionMonths: 24,
  export: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.read
      .selectFrom('stopped_thing')
      .select(['about', 'at'])
      .where(theirs(ctx, subject))
      .limit(10_000)
      .execute(),
  erase: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.transaction(async (tx) =>
      Number(
        (await tx.kysely.deleteFrom('stopped_thing').where(theirs(ctx, subject)).executeTakeFirst()).numDeletedRows,
      ),
    ),
  forget: (ctx: Ctx, before) =>
    (ctx as Ctx<RecipientTables>).db.transaction(async (tx) => {
      const old = tx.kysely.selectFrom('stopped_thing').select(['box', 'about']).where('at', '<', before).limit(part)
      const { numDeletedRows } = await tx.kysely
        .deleteFrom('stopped_thing')
        .where(({ eb, refTuple }) => eb(refTuple('box', 'about'), 'in', old.$asTuple('box', 'about')))
        .executeTakeFirst()
      return Number(numDeletedRows)
    }),
})
