import type { Permission } from '@vmeste/sdk'

/** Who may do what; a city may give them to other roles. */
export const permissions = {
  'appeals.read': {
    title: {
      ru: 'Видеть сообщения своей службы',
      be: 'Бачыць паведамленні сваёй службы',
      en: 'See the reports of one’s department',
    },
    default: ['operator', 'executor', 'department-head', 'head'],
  },
  'appeals.read-all': {
    title: {
      ru: 'Видеть сообщения всех служб',
      be: 'Бачыць паведамленні ўсіх службаў',
      en: 'See the reports of all departments',
    },
    default: ['operator', 'head'],
  },
  'appeals.answer': {
    title: { ru: 'Принимать в работу и отвечать', be: 'Прымаць у працу і адказваць', en: 'Accept and answer' },
    default: ['executor', 'department-head'],
  },
  'appeals.coordinate': {
    title: {
      ru: 'Разбирать, передавать, отклонять',
      be: 'Разбіраць, перадаваць, адхіляць',
      en: 'Sort, pass on, reject',
    },
    default: ['operator', 'head'],
  },
  'appeals.photos': {
    title: { ru: 'Проверять фото', be: 'Правяраць фота', en: 'Check photos' },
    default: ['operator', 'executor', 'department-head'],
  },
  'appeals.look': {
    title: {
      ru: 'Проверять и скрывать слова и фото жителей',
      be: 'Правяраць і хаваць словы і фота жыхароў',
      en: 'Check and cover the words and photos of residents',
    },
    default: ['operator', 'executor', 'department-head'],
  },
  'appeals.original': {
    title: {
      ru: 'Видеть скрытые слова и фото',
      be: 'Бачыць схаваныя словы і фота',
      en: 'See words and photos that were covered',
    },
    default: ['operator', 'head', 'executor', 'department-head'],
  },
  'appeals.registry': {
    title: {
      ru: 'Вести места с QR-кодами, плакаты, правила',
      be: 'Весці месцы з QR-кодамі, плакаты, правілы',
      en: 'Keep QR places, posters, rules',
    },
    default: ['city-admin', 'operator'],
  },
  'appeals.morning': {
    title: { ru: 'Видеть «Город сегодня»', be: 'Бачыць «Горад сёння»', en: 'See “The city today”' },
    default: ['head', 'department-head'],
  },
} as const satisfies Record<string, Permission>
