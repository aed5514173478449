import type { Text } from '@vmeste/sdk'
import { codeMinutes } from './phone-codes.ts'

/** What comes to the telephone: the code first, as phones offer it for filling in. */
export const codeMessage = {
  subject: { ru: 'Код для телефона', be: 'Код для тэлефона', en: 'Code for a phone' },
  text: {
    ru: `{code} — код «Вместе», чтобы подтвердить этот телефон. Действует ${codeMinutes} мин. Никому его не говорите.`,
    be: `{code} — код «Разам», каб пацвердзіць гэты тэлефон. Дзейнічае ${codeMinutes} хв. Нікому яго не кажыце.`,
    en: `{code} is your Vmeste code to confirm this phone. Good for ${codeMinutes} min. Tell it to nobody.`,
  },
} satisfies Record<string, Text>

/** To whoever had the number until now. */
export const movedNotice = {
  subject: {
    ru: 'Телефон теперь у другого человека',
    be: 'Тэлефон цяпер у іншага чалавека',
    en: 'The phone now belongs to somebody else',
  },
  text: {
    ru: 'Номер {phone} подтвердил другой человек, поэтому мы убрали его из вашей учётной записи. Если номер по-прежнему ваш, подтвердите его ещё раз в кабинете.',
    be: 'Нумар {phone} пацвердзіў іншы чалавек, таму мы прыбралі яго з вашага ўліковага запісу. Калі нумар па-ранейшаму ваш, пацвердзіце яго яшчэ раз у кабінеце.',
    en: 'Somebody else has confirmed the number {phone}, so we took it out of your account. If it is still yours, confirm it again on your account page.',
  },
} satisfies Record<string, Text>
