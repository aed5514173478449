import type { Lang, Text } from '@vmeste/sdk'

/** What is said outside the portal. Notices themselves are the modules' words. */
export const reachTexts = {
  subject: { ru: 'Новое для вас: {n}. {city}', be: 'Новае для вас: {n}. {city}', en: 'New for you: {n}. {city}' },
  head: { ru: 'Непрочитанное на портале: {n}.', be: 'Непрачытанае на партале: {n}.', en: 'Unread in the portal: {n}.' },
  more: { ru: 'Ещё такого же: {n}.', be: 'Яшчэ такога ж: {n}.', en: 'More of the same kind: {n}.' },
  how: { ru: 'Как сообщать, выбираете вы:', be: 'Як паведамляць, выбіраеце вы:', en: 'You choose how to be told:' },
  tasks: { ru: 'Вас ждут задачи: {n}', be: 'Вас чакаюць задачы: {n}', en: 'Tasks for you: {n}' },
  oneTask: { ru: 'Задача: {title}', be: 'Задача: {title}', en: 'Task: {title}' },
  taskText: { ru: 'Она в списке «Задачи».', be: 'Яна ў спісе «Задачы».', en: 'It is in the list “Tasks”.' },
  empty: {
    ru: 'В службе никого нет, а дела ждут: {name}',
    be: 'У службе нікога няма, а справы чакаюць: {name}',
    en: 'Work waits, and nobody is in the department: {name}',
  },
} satisfies Record<string, Text>

export const fill = (text: Text, lang: Lang, values: Readonly<Record<string, string | number>>): string =>
  text[lang].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
