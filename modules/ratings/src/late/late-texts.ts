import type { Text } from '@vmeste/sdk'

export const lateTexts = {
  title: { ru: 'Проверить отзывы', be: 'Праверыць водгукі', en: 'Check the comments' },
  /** Whoever sees it can have another service named. */
  titleWhenGone: {
    ru: 'Проверить отзывы. В назначенной службе никого нет: выберите другую в настройках',
    be: 'Праверыць водгукі. У прызначанай службе нікога няма: выберыце іншую ў наладах',
    en: 'Check the comments. Nobody is in the service that was named: choose another in the settings',
  },
  subject: { ru: 'Отзывы ждут проверки', be: 'Водгукі чакаюць праверкі', en: 'Comments wait for a check' },
  text: {
    ru: 'Отзывы ждут дольше нормы. Пока не проверим, другие жители их не прочтут.',
    be: 'Водгукі чакаюць даўжэй за норму. Пакуль не праверым, іншыя жыхары іх не прачытаюць.',
    en: 'Comments wait longer than the norm. Until they are checked, other residents cannot read them.',
  },
} satisfies Record<string, Text>
