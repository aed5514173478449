import type { Text } from '@vmeste/sdk'

/** What a telephone shows to whoever looks at it: never whose it is, never what happened. */
export const pushTexts = {
  thing: { ru: 'Есть новости по {what}', be: 'Ёсць навіны па {what}', en: 'There is news about {what}' },
  person: { ru: 'Новое для вас: {what}', be: 'Новае для вас: {what}', en: 'New for you: {what}' },
  urgent: { ru: 'Срочное для вас: {what}', be: 'Тэрміновае для вас: {what}', en: 'Urgent for you: {what}' },
} satisfies Record<string, Text>
