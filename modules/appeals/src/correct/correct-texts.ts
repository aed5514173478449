import type { Text } from '@vmeste/sdk'

/** Why a correction is refused. */
export const correctTexts = {
  tooLate: {
    ru: 'Исправить можно, пока на сообщение не ответили и его не закрыли.',
    be: 'Выправіць можна, пакуль на паведамленне не адказалі і яго не закрылі.',
    en: 'It can be corrected until it has been answered or closed.',
  },
  erased: {
    ru: 'Автор убрал свои слова. Вписать их снова нельзя.',
    be: 'Аўтар прыбраў свае словы. Упісаць іх зноў нельга.',
    en: 'The author took their words out. They cannot be written in again.',
  },
  covered: {
    ru: 'Часть слов скрыта, и вы их не видите. Попросите того, кто видит, исправить.',
    be: 'Частка слоў схавана, і вы іх не бачыце. Папрасіце таго, хто бачыць, выправіць.',
    en: 'Some words are covered and you cannot see them. Ask somebody who can to correct them.',
  },
} as const satisfies Record<string, Text>
