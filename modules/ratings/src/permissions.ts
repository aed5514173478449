import type { Permission } from '@vmeste/sdk'

/** Who may do what; a city may give them to other roles. */
export const permissions = {
  'ratings.read': {
    title: { ru: 'Читать отзывы жителей', be: 'Чытаць водгукі жыхароў', en: 'Read what residents write' },
    default: ['operator', 'executor', 'department-head', 'head'],
  },
  'ratings.answer': {
    title: { ru: 'Отвечать на отзывы', be: 'Адказваць на водгукі', en: 'Answer comments' },
    default: ['operator', 'executor', 'department-head', 'head'],
  },
  'ratings.moderate': {
    title: { ru: 'Показывать и скрывать отзывы', be: 'Паказваць і хаваць водгукі', en: 'Show and hide comments' },
    default: ['operator'],
  },
  'ratings.registry': {
    title: {
      ru: 'Вести реестр оцениваемых служб',
      be: 'Весці рэестр службаў, якія ацэньваюць',
      en: 'Keep the register of rated services',
    },
    default: ['city-admin', 'operator'],
  },
} as const satisfies Record<string, Permission>
