import type { Text } from '@vmeste/sdk'

/** What stands between a service and a far day. */
export const planTexts = {
  tooFar: {
    ru: 'Служба сама планирует не дольше, чем на {days} дн.: до {until}. Нужно позже — спросите координатора.',
    be: 'Служба сама плануе не даўжэй, чым на {days} дз.: да {until}. Трэба пазней — спытайце каардынатара.',
    en: 'A department plans at most {days} days ahead by itself: until {until}. For a later day ask the coordinator.',
  },
  notAsked: {
    ru: 'Этот срок уже решён. Посмотрите, что нового.',
    be: 'Гэты тэрмін ужо вырашаны. Паглядзіце, што новага.',
    en: 'This day has been decided already. See what is new.',
  },
} as const satisfies Record<string, Text>
