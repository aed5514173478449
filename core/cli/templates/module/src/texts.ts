import type { Text } from '@vmeste/sdk'

/** Everything the server says, in the three languages. A text with one missing does not pass `vmeste check`. */
export const texts = {
  title: { ru: 'Бездомные животные', be: 'Бяздомныя жывёлы', en: 'Stray animals' },
  summary: {
    ru: 'Жители сообщают, где видели бездомное животное; служба отмечает, что ему помогли.',
    be: 'Жыхары паведамляюць, дзе бачылі бяздомную жывёлу; служба адзначае, што ёй дапамаглі.',
    en: 'Residents tell where they saw a stray animal; the service marks when it is helped.',
  },
  tooMany: {
    ru: 'За последний час сообщений очень много. Попробуйте чуть позже.',
    be: 'За апошнюю гадзіну паведамленняў вельмі шмат. Паспрабуйце крыху пазней.',
    en: 'Very many have come within the hour. Try again a little later.',
  },
  unknown: { ru: 'Такой записи нет.', be: 'Такога запісу няма.', en: 'There is no such entry.' },
} as const satisfies Record<string, Text>
