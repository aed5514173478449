import { Problem } from '@vmeste/sdk'
import { codeMinutes } from './phone-codes.ts'

export const phoneInvalid = () =>
  new Problem(
    'PHONE_INVALID',
    {
      ru: 'Это не похоже на номер мобильного. Напишите его, например, так: +375 29 123-45-67.',
      be: 'Гэта не падобна на нумар мабільнага. Напішыце яго, напрыклад, так: +375 29 123-45-67.',
      en: 'This does not look like a mobile number. Write it like this: +375 29 123-45-67.',
    },
    { path: 'phone' },
  )

/** One answer for a wrong code, an old one and one that was never sent. */
export const phoneCodeWrong = () =>
  new Problem(
    'PHONE_CODE_WRONG',
    {
      ru: `Код не подошёл. Проверьте цифры; он действует ${codeMinutes} мин и пять попыток, потом нужен новый.`,
      be: `Код не падышоў. Праверце лічбы; ён дзейнічае ${codeMinutes} хв і пяць спроб, потым патрэбны новы.`,
      en: `The code did not fit. Check the digits; it is good for ${codeMinutes} min and five tries, then you need a new one.`,
    },
    { path: 'code' },
  )

export const phoneTooOften = (waitMs: number) =>
  new Problem(
    'PHONE_TOO_OFTEN',
    {
      ru: 'Слишком часто. Попробуйте снова через {minutes} мин.',
      be: 'Занадта часта. Паспрабуйце зноў праз {minutes} хв.',
      en: 'Too often. Try again in {minutes} min.',
    },
    {
      kind: 'tooMany',
      params: {
        minutes: Math.max(1, Math.ceil(waitMs / 60_000)),
        retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
      },
    },
  )

export const phoneNotHere = () =>
  new Problem(
    'PHONE_NOT_HERE',
    {
      ru: 'Здесь пока нельзя подтвердить телефон: город не подключил отправку сообщений. Всё остальное работает как прежде.',
      be: 'Тут пакуль нельга пацвердзіць тэлефон: горад не падключыў адпраўку паведамленняў. Усё астатняе працуе як раней.',
      en: 'A phone cannot be confirmed here yet: the city sends no messages to phones. Everything else works as before.',
    },
    { kind: 'unavailable' },
  )
