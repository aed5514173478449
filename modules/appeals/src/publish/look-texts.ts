import type { Text } from '@vmeste/sdk'
import type { LookKind } from '../storage/public-words.entity.ts'

/** What staff did with what strangers see, as one sentence of the history. */
export const lookTexts: Readonly<Record<LookKind, Text>> = {
  SHOWN: { ru: 'Проверено и показано всем', be: 'Праверана і паказана ўсім', en: 'Checked and shown to everybody' },
  COVERED: { ru: 'Часть слов скрыта', be: 'Частка слоў схавана', en: 'Some words were covered' },
  UNCOVERED: {
    ru: 'Скрытые слова снова видны',
    be: 'Схаваныя словы зноў бачныя',
    en: 'Covered words were shown again',
  },
  PHOTO_COVERED: { ru: 'Часть фото скрыта', be: 'Частка фота схавана', en: 'Part of a photo was covered' },
  PHOTO_UNCOVERED: {
    ru: 'Скрытая часть фото снова видна',
    be: 'Схаваная частка фота зноў бачная',
    en: 'A covered part of a photo was shown again',
  },
  WITHDRAWN: { ru: 'Убрано с общей страницы', be: 'Прыбрана з агульнай старонкі', en: 'Taken off public view' },
}
