import { digest, onEach, uuidv7, z, type Lang, type Text } from '@vmeste/sdk'
import type { RatingsCtx, RatingsTx } from '../ctx.ts'
import { loadersOf } from '../show/standings.ts'
import { sourceOf } from '../rate/subject.ts'
import { RatingSecrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import { texts } from '../texts.ts'

/** Something is finished, whoever did it: the one it was done for is asked once how it went. */
export const inviteToRate = onEach('rateable@1', 'finished', z.object({}), (ctx, event, tx) =>
  invite(ctx as RatingsCtx, event, tx as unknown as RatingsTx),
)

async function invite(
  ctx: RatingsCtx,
  event: { readonly id: string; readonly subject: string },
  tx: RatingsTx,
): Promise<void> {
  const found = sourceOf(ctx, event.subject)
  const subject = await found?.source.subject({ id: found.id })
  // nobody to rate, or it has been rated on its own page before we came
  if (!found || !subject?.department || (await rated(tx, event.subject))) return
  const now = ctx.clock.now()
  const expires = new Date(now.getTime() + settingsOf(ctx).invitationDays * 86_400_000)
  const token = ctx.use(RatingSecrets).invitation(event.id)
  const made = await tx.kysely
    .insertInto('invitation')
    .values({
      id: uuidv7(now.getTime()),
      subject: event.subject,
      object: subject.department,
      title: subject.title,
      token_hash: digest(token),
      event: event.id,
      created_at: now,
      expires_at: expires,
      used_at: null,
    })
    .onConflict((conflict) => conflict.columns(['city', 'subject']).doNothing())
    .executeTakeFirst()
  // finished for the second time: they have a letter already
  if (made.numInsertedOrUpdatedRows === 0n) return
  const { register } = await loadersOf(ctx).standings()
  const words = {
    what: subject.title,
    who: (lang: Lang) => register.byCode.get(subject.department!)?.title[lang] ?? '',
    until: expires,
  }
  // another letter than the one by which its own module tells of the same event
  await found.source.tell(found.id, {
    event: `ratings ${event.id}`,
    subject: texts.inviteSubject,
    text: letter(ctx, words),
    href: `/r/${token}`,
  })
}

/** British English: 7 May. */
const locales: Readonly<Record<Lang, string>> = { ru: 'ru-RU', be: 'be-BY', en: 'en-GB' }

const rated = async (tx: RatingsTx, subject: string): Promise<boolean> =>
  (await tx.kysely.selectFrom('rating').select('id').where('subject', '=', subject).executeTakeFirst()) !== undefined

function letter(
  ctx: RatingsCtx,
  { what, who, until }: { readonly what: string; readonly who: (lang: Lang) => string; readonly until: Date },
): Text {
  const inLang = (lang: Lang) => {
    const values: Record<string, string> = {
      what,
      who: who(lang),
      until: new Intl.DateTimeFormat(locales[lang], {
        day: 'numeric',
        month: 'long',
        timeZone: ctx.city.timezone,
      }).format(until),
    }
    return texts.inviteText[lang].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  }
  return { ru: inLang('ru'), be: inLang('be'), en: inLang('en') }
}
