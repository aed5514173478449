import type { Text } from '@vmeste/sdk'

/** What stands between a service and a far day. */
export const planTexts = {
  tooFar: {
    ru: 'Служба сама планирует не дальше, чем до {until}. Нужен день позже — спросите координатора.',
    be: 'Служба сама плануе не далей, чым да {until}. Патрэбны дзень пазней — спытайце каардынатара.',
    en: 'By itself a department plans no further than {until}. For a later day ask the coordinator.',
  },
  notAsked: {
    ru: 'Этот срок уже решён. Посмотрите, что нового.',
    be: 'Гэты тэрмін ужо вырашаны. Паглядзіце, што новага.',
    en: 'This day has been decided already. See what is new.',
  },
} as const satisfies Record<string, Text>
