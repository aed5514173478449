import type { Permission } from '@vmeste/sdk'

/** Rights, and the roles of a new city that hold them. `guest` is everybody: a city may take it away. */
export const permissions: Readonly<Record<string, Permission>> = {
  'stray-animals.report': {
    title: { ru: 'Сообщать о бездомных животных', be: 'Паведамляць пра бяздомных жывёл', en: 'Report stray animals' },
    default: ['guest'],
  },
  'stray-animals.close': {
    title: {
      ru: 'Отмечать, что животному помогли',
      be: 'Адзначаць, што жывёле дапамаглі',
      en: 'Mark that an animal is helped',
    },
    default: ['operator', 'executor', 'city-admin'],
  },
}
