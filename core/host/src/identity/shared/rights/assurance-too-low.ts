import { Problem, type Assurance, type Text } from '@vmeste/sdk'

/** What is asked for at each level, and what to do about it. */
const wanted: Record<Assurance, Text> = {
  ANONYMOUS: { ru: 'Сначала войдите.', be: 'Спачатку ўвайдзіце.', en: 'Please sign in first.' },
  PHONE: {
    ru: 'Для этого нужен подтверждённый телефон. Подтвердите его в кабинете, это пара минут.',
    be: 'Для гэтага патрэбны пацверджаны тэлефон. Пацвердзіце яго ў кабінеце, гэта пара хвілін.',
    en: 'This needs a confirmed phone number. Confirm yours on your account page: it takes a minute or two.',
  },
  UNIQUE_ID: {
    ru: 'Для этого нужно войти так, чтобы государство подтвердило, кто вы. Выйдите и войдите через государственную службу, если она есть на странице входа.',
    be: 'Для гэтага трэба ўвайсці так, каб дзяржава пацвердзіла, хто вы. Выйдзіце і ўвайдзіце праз дзяржаўную службу, калі яна ёсць на старонцы ўваходу.',
    en: 'This needs a sign-in in which the state confirms who you are. Sign out and sign in through the state’s service, if the sign-in page offers one.',
  },
  SIGNATURE: {
    ru: 'Для этого нужен вход с электронной подписью. Выйдите и войдите с ней, если страница входа её предлагает.',
    be: 'Для гэтага патрэбны ўваход з электронным подпісам. Выйдзіце і ўвайдзіце з ім, калі старонка ўваходу яго прапануе.',
    en: 'This needs a sign-in with an electronic signature. Sign out and sign in with yours, if the sign-in page offers it.',
  },
}

/** The person has the right, but is not known surely enough. */
export const assuranceTooLow = (needed: Assurance) =>
  new Problem('ASSURANCE_TOO_LOW', wanted[needed], { kind: 'notAllowed', detail: { assurance: needed } })
