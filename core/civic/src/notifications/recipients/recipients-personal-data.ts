import { aboutPeople, type Ctx, type PersonSubject } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { addressesOf } from './addresses-of-subject.ts'
import { forgetBoxes, noteAnswer } from './all-cities.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

/** An address is known here by its hash alone. */
function theirs(ctx: Ctx, subject: PersonSubject) {
  const known = ctx.use(RecipientKeys)
  const hashes = addressesOf(subject).map((one) => known.hash(one))
  // who has no account and does not want letters goes on getting none: the refusal is what keeps us from writing
  return sql<boolean>`(person = any(${subject.keys}::text[]) or hash = any(${hashes}::text[]) and refused_at is null)`
}

export const recipientsPersonalData = aboutPeople({
  table: 'civic.recipient',
  title: { ru: 'Ваше согласие на письма', be: 'Ваша згода на лісты', en: 'Your consent to letters' },
  correct: {
    text: {
      ru: 'Отказаться можно по ссылке внизу любого письма.',
      be: 'Адмовіцца можна па спасылцы ўнізе любога ліста.',
      en: 'A link at the end of every letter stops them.',
    },
  },
  columns: ['hash', 'person', 'box'],
  purpose: {
    ru: 'Чтобы писать только тем, кто согласился, и не писать тем, кто отказался. Сам адрес здесь не хранится.',
    be: 'Каб пісаць толькі тым, хто згадзіўся, і не пісаць тым, хто адмовіўся. Сам адрас тут не захоўваецца.',
    en: 'To write only to those who agreed, and not to those who refused. The address itself is not kept here.',
  },
  stays: {
    ru: 'Отказ от писем: по его отпечатку мы и не пишем. Самого адреса в нём нет.',
    be: 'Адмова ад лістоў: па яе адбітку мы і не пішам. Самога адраса ў ёй няма.',
    en: 'A refusal of letters: its fingerprint is what keeps us from writing. The address is not in it.',
  },
  retentionMonths: 24,
  export: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.read
      .selectFrom('recipient')
      .select(['confirmed_at', 'created_at'])
      .where(theirs(ctx, subject))
      .limit(10_000)
      .execute(),
  erase: (ctx: Ctx, subject) =>
    (ctx as Ctx<RecipientTables>).db.transaction(async (tx) => {
      const gone = await tx.kysely.deleteFrom('recipient').where(theirs(ctx, subject)).returning('box').execute()
      const boxes = [...new Set(gone.flatMap(({ box }) => box ?? []))].sort()
      for (const box of boxes) await noteAnswer(tx, ctx.use(RecipientKeys), box)
      await forgetBoxes(tx, ctx.clock.now(), boxes)
      return gone.length
    }),
})
