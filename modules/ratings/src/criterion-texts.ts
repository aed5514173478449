import type { Text } from '@vmeste/sdk'
import type { Criterion } from './criteria.ts'

/** In the words of the rules for rating services: short for a row of stars, and whole. */
export const criterionTexts: Readonly<Record<Criterion, { readonly title: Text; readonly hint: Text }>> = {
  simplicity: {
    title: { ru: 'Простота и понятность', be: 'Прастата і зразумеласць', en: 'Simple and clear' },
    hint: {
      ru: 'Простота и понятность процесса получения услуги',
      be: 'Прастата і зразумеласць працэсу атрымання паслугі',
      en: 'How simple and clear it was to get the service',
    },
  },
  information: {
    title: { ru: 'Доступность информации', be: 'Даступнасць інфармацыі', en: 'Information at hand' },
    hint: {
      ru: 'Доступность информации о порядке получения услуги',
      be: 'Даступнасць інфармацыі пра парадак атрымання паслугі',
      en: 'How easy it was to learn what happens and when',
    },
  },
  timeliness: {
    title: { ru: 'Соблюдение срока', be: 'Захаванне тэрміну', en: 'On time' },
    hint: {
      ru: 'Соблюдение установленного срока',
      be: 'Захаванне ўстаноўленага тэрміну',
      en: 'Whether it was done in the promised time',
    },
  },
  courtesy: {
    title: { ru: 'Вежливость и доброжелательность', be: 'Ветлівасць і добразычлівасць', en: 'Polite and kind' },
    hint: {
      ru: 'Вежливость и доброжелательность сотрудников',
      be: 'Ветлівасць і добразычлівасць супрацоўнікаў',
      en: 'How polite and kind the people were',
    },
  },
}
