import type pg from 'pg'
import { Problem, type Ctx, type Text } from '@vmeste/sdk'
import { counters } from '../../identity/shared/accounts/counters.ts'
import { codeOf } from '../../operations/status/read/ask.ts'
import type { Status } from '../../operations/status/create-status.ts'

export interface TestLetterParts {
  readonly pool: () => pg.Pool
  readonly key: Buffer
  /** Whether somebody is of the demonstration: anybody signs in as them, and their address is nobody's. */
  readonly isInvented: (person: string) => Promise<boolean>
}

const words: Readonly<Record<'subject' | 'text', Text>> = {
  subject: { ru: 'Пробное письмо', be: 'Пробны ліст', en: 'A test letter' },
  text: {
    ru: 'Письма с платформы «Вместе» доходят. Это письмо вы отправили себе сами со страницы «Состояние», отвечать на него не нужно.',
    be: 'Лісты з платформы «Разам» даходзяць. Гэты ліст вы адправілі сабе самі са старонкі «Стан», адказваць на яго не трэба.',
    en: 'Letters of the platform “Vmeste” arrive. You sent this one to yourself from the page “State”; it needs no answer.',
  },
}

const noAddress = () =>
  new Problem('LETTER_NO_ADDRESS', {
    ru: 'В вашей учётной записи нет почты, писать некуда.',
    be: 'У вашым уліковым запісе няма пошты, пісаць няма куды.',
    en: 'Your account has no e-mail to write to.',
  })
const invented = () =>
  new Problem('LETTER_INVENTED', {
    ru: 'Вы вошли как вымышленный человек демонстрации: ему письма не уходят. Войдите под своим именем.',
    be: 'Вы ўвайшлі як выдуманы чалавек дэманстрацыі: яму лісты не адыходзяць. Увайдзіце пад сваім імем.',
    en: 'You are signed in as an invented person of the demonstration, and letters to them never leave. Sign in as yourself.',
  })
const noServer = () =>
  new Problem(
    'LETTER_NO_SERVER',
    {
      ru: 'Почтовый сервер не задан: VMESTE_SMTP.',
      be: 'Паштовы сервер не зададзены: VMESTE_SMTP.',
      en: 'No mail server is set: VMESTE_SMTP.',
    },
    { kind: 'unavailable' },
  )
const refused = (cause: unknown) =>
  new Problem(
    'LETTER_REFUSED',
    {
      ru: 'Письмо не ушло: {code}. Проверьте VMESTE_SMTP и журнал.',
      be: 'Ліст не адправіўся: {code}. Праверце VMESTE_SMTP і журнал.',
      en: 'The letter did not leave: {code}. Look at VMESTE_SMTP and the log.',
    },
    { kind: 'unavailable', params: { code: codeOf(cause) }, cause },
  )
const tooOften = (waitMs: number) =>
  new Problem(
    'LETTER_TOO_OFTEN',
    {
      ru: 'Пробные письма можно отправлять пять раз в час.',
      be: 'Пробныя лісты можна адпраўляць пяць разоў за гадзіну.',
      en: 'Five test letters an hour are enough.',
    },
    { kind: 'tooMany', params: { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) } },
  )

/**
 * A letter to whoever asks, at the address of their own account.
 *
 * @returns that address, shortened
 * @throws Problem `LETTER_NO_ADDRESS`, `LETTER_INVENTED`, `LETTER_NO_SERVER`, `LETTER_TOO_OFTEN`, `LETTER_REFUSED`
 */
export async function sendTestLetter(
  ctx: Ctx,
  { mail }: Pick<Status, 'mail'>,
  { pool, key, isInvented }: TestLetterParts,
): Promise<string> {
  const { email, key: person } = ctx.person()
  if (!mail) throw noServer()
  if (!email) throw noAddress()
  if (await isInvented(person)) throw invented()
  await counters(pool, key, tooOften)('test-letter', { points: 5, duration: 3600 }).take([person])
  await mail
    .send({ to: email, lang: ctx.lang, subject: ctx.say(words.subject), text: ctx.say(words.text) })
    .catch((error: unknown) => {
      throw refused(error)
    })
  return email.replace(/^(.)[^@]*/, '$1***')
}
