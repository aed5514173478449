import { randomInt, timingSafeEqual } from 'node:crypto'
import { Problem, type Asked, type Lang, type Text, type TextMessages, type WrittenTo } from '@vmeste/sdk'
import { addressOf, type Address } from './address-of.ts'
import { sayYes } from './answer-question.ts'
import { aboutRecipient, putQuestion, takeAsk, waitToAskOf, type Asking } from './ask-recipient.ts'
import { lockRecipient, type RecipientTx } from './find-recipient.ts'
import { ownedOf } from './owned-things.ts'
import { askPauseMs, codeMs, codeTriesAtMost } from './recipient-limits.ts'
import type { RecipientRow } from './recipient.entity.ts'

interface AskingNow extends Asking {
  readonly texts: () => TextMessages
  readonly transaction: <Result>(work: (tx: RecipientTx) => Promise<Result>) => Promise<Result>
}

type Reachable = Exclude<WrittenTo, { readonly person: string }>

/**
 * Somebody who stands at a page waits for the question. A letter leaves by the job like all of them; a code goes at once,
 * for a telephone is held in the hand.
 */
export async function askNow(asking: AskingNow, to: Reachable, lang: Lang): Promise<Asked> {
  const address = addressOf(to)
  const phone = address.channel === 'SMS'
  if (phone && asking.texts().reach !== 'PHONE') return { standing: 'WAITING', sent: false }
  const { keys, now } = asking
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const asked = await asking.transaction(async (tx): Promise<Asked> => {
    const recipient = await lockRecipient(keys, now, tx, address)
    const { own, box } = recipient
    if (own.refused_at ?? box.refused_at) return { standing: 'REFUSED', sent: false }
    const { about } = to
    if (own.confirmed_at) {
      const thing = about === undefined ? undefined : { ...address, about }
      if (!thing || (await ownedOf(tx.kysely, keys, [thing]))(thing)) return { standing: 'CONFIRMED', sent: false }
    }
    if (!phone && (await onItsWay(tx, own.hash, about))) return { standing: 'WAITING', sent: true }
    const turn = own.confirmed_at
      ? await takeThingAsk(asking, tx, own, address, about!)
      : await takeAsk(asking, tx, recipient, phone ? 'SMS' : 'EMAIL', true)
    if ('wait' in turn) throw askedTooOften(turn.wait)
    if (phone)
      await tx.kysely
        .updateTable('recipient')
        .set({ code: keys.code(own.hash, code), code_until: new Date(now.getTime() + codeMs), code_tries: 0 })
        .where('hash', '=', own.hash)
        .execute()
    else await putQuestion(asking, tx, own.hash, { ...address, lang, ...turn, about, known: own.confirmed_at !== null })
    return { standing: 'WAITING', sent: true }
  })
  if (phone && asked.sent)
    await asking
      .texts()
      .send({
        to: address.recipient,
        lang,
        subject: codeSubject[lang],
        text: codeText[lang].replace('{code}', code).replace('{city}', asking.city.name[lang]),
      })
  return asked
}

/** Counts the try before it looks, so that tries sent all at once are all counted. */
export async function answerCode(asking: AskingNow, to: Reachable, typed: string): Promise<void> {
  const address = addressOf(to)
  const { keys, now } = asking
  const hash = keys.hash(address)
  const right = await asking.transaction(async (tx) => {
    const tried = await tx.kysely
      .updateTable('recipient')
      .set((eb) => ({ code_tries: eb('code_tries', '+', 1) }))
      .where('hash', '=', hash)
      .where('code', 'is not', null)
      .where('code_until', '>', now)
      .where('code_tries', '<', codeTriesAtMost)
      .where('refused_at', 'is', null)
      .returning('code')
      .executeTakeFirst()
    const given = Buffer.from(keys.code(hash, typed.replaceAll(/[\s-]/g, '')))
    const kept = Buffer.from(tried?.code ?? '')
    if (given.length !== kept.length || !timingSafeEqual(given, kept)) return false
    await sayYes(tx, keys, address, now, to.about)
    return true
  })
  if (!right) throw codeWrong()
}

/** Of an address that has said yes before: its link stands in letters, and stays the same. */
async function takeThingAsk(
  asking: AskingNow,
  tx: RecipientTx,
  own: RecipientRow,
  address: Address,
  about: string,
): Promise<{ readonly askedAt: Date } | { readonly wait: number }> {
  const { now } = asking
  const askedAt = own.asked_at ?? own.confirmed_at ?? now
  if (address.channel !== 'SMS') {
    const wait = await waitToAskOf(asking, tx, address, about, true)
    return wait === undefined ? { askedAt } : { wait }
  }
  const since = now.getTime() - (own.last_ask_at?.getTime() ?? 0)
  if (since < askPauseMs.SMS) return { wait: Math.ceil((askPauseMs.SMS - since) / 1000) }
  await tx.kysely.updateTable('recipient').set({ last_ask_at: now }).where('hash', '=', own.hash).execute()
  return { askedAt }
}

const onItsWay = async (tx: RecipientTx, hash: string, about: string | undefined): Promise<boolean> =>
  (await tx.kysely
    .selectFrom('notification')
    .select('id')
    .where('about', 'in', [aboutRecipient(hash), ...(about === undefined ? [] : [about])])
    .where('channel', '=', 'EMAIL')
    .where('asks', '=', true)
    .where('sent_at', 'is', null)
    .where('next_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

const codeSubject: Text = { ru: 'Код для телефона', be: 'Код для тэлефона', en: 'Code for a phone' }
const codeText: Text = {
  ru: '{code} — код, чтобы получать новости от города ({city}). Действует 10 минут. Не просили? Ничего не делайте.',
  be: '{code} — код, каб атрымліваць навіны ад горада ({city}). Дзейнічае 10 хвілін. Не прасілі? Нічога не рабіце.',
  en: '{code} is your code for news from the city ({city}). Good for 10 minutes. Not you? Do nothing.',
}

const askedTooOften = (waitSeconds: number) =>
  new Problem(
    'RECIPIENT_ASKED_TOO_OFTEN',
    waitSeconds > 3_600
      ? {
          ru: 'На этот адрес уже спрашивали несколько раз. Ответьте на то, что пришло, или укажите другой.',
          be: 'На гэты адрас ужо пыталіся некалькі разоў. Адкажыце на тое, што прыйшло, або пакажыце іншы.',
          en: 'This address has been asked several times already. Answer what came, or give another one.',
        }
      : {
          ru: 'Только что отправили. Ещё раз можно через {minutes} мин.',
          be: 'Толькі што адправілі. Яшчэ раз можна праз {minutes} хв.',
          en: 'It has just been sent. Once more in {minutes} min.',
        },
    {
      kind: 'tooMany',
      params: { minutes: Math.max(1, Math.ceil(waitSeconds / 60)), retryAfterSeconds: waitSeconds },
      detail: { retryAfterSeconds: waitSeconds },
    },
  )

/** One answer for a wrong code, an old one and one that was never sent. */
const codeWrong = () =>
  new Problem(
    'RECIPIENT_CODE_WRONG',
    {
      ru: 'Код не подошёл. Он действует 10 минут и пять попыток, потом нужен новый.',
      be: 'Код не падышоў. Ён дзейнічае 10 хвілін і пяць спроб, потым патрэбны новы.',
      en: 'The code did not fit. It is good for 10 minutes and five tries, then you need a new one.',
    },
    { path: 'code' },
  )
