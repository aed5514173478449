import type { Text } from '@vmeste/sdk'

/** What can be wrong with a calendar beside its shape, in words for whoever types it. */
export const calendarFaults = {
  HOURS_OUT_OF_ORDER: {
    ru: 'Часы работы должны идти друг за другом.',
    be: 'Гадзіны працы павінны ісці адна за адной.',
    en: 'Working hours must follow one another.',
  },
  DAY_OUTSIDE_YEAR: { ru: 'День не из этого года.', be: 'Дзень не з гэтага года.', en: 'The day is not in this year.' },
  DAY_BOTH_WORKED_AND_OFF: {
    ru: 'День не может быть и рабочим, и выходным.',
    be: 'Дзень не можа быць і рабочым, і выхадным.',
    en: 'A day cannot be both worked and off.',
  },
  DAY_TWICE: { ru: 'День указан дважды.', be: 'Дзень пазначаны двойчы.', en: 'The day is given twice.' },
  DAY_INVALID: { ru: 'Такого дня нет.', be: 'Такога дня няма.', en: 'There is no such day.' },
} as const satisfies Record<string, Text>

export type CalendarFault = keyof typeof calendarFaults
