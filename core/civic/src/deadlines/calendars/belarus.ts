import type { Text } from '@vmeste/sdk'
import type { CalendarYear } from '../calendar-year.ts'

const newYear: Text = { ru: 'Новый год', be: 'Новы год', en: 'New Year' }
const names = {
  '01-01': newYear,
  '01-02': newYear,
  '01-07': { ru: 'Рождество Христово (православное)', be: 'Раство Хрыстова (праваслаўнае)', en: 'Orthodox Christmas' },
  '03-08': { ru: 'День женщин', be: 'Дзень жанчын', en: 'Women’s Day' },
  '05-01': { ru: 'Праздник труда', be: 'Свята працы', en: 'Labour Day' },
  '05-09': { ru: 'День Победы', be: 'Дзень Перамогі', en: 'Victory Day' },
  '07-03': { ru: 'День Независимости', be: 'Дзень Незалежнасці', en: 'Independence Day' },
  '11-07': { ru: 'День Октябрьской революции', be: 'Дзень Кастрычніцкай рэвалюцыі', en: 'October Revolution Day' },
  '12-25': { ru: 'Рождество Христово (католическое)', be: 'Раство Хрыстова (каталіцкае)', en: 'Catholic Christmas' },
} as const satisfies Record<string, Text>

/** The ninth day after Orthodox Easter, so it moves every year. */
const radunitsa: Text = { ru: 'Радуница', be: 'Радаўніца', en: 'Radunitsa' }

const year = (
  number: number,
  radunitsaOn: string,
  rest: Pick<CalendarYear, 'state' | 'source' | 'transfers'>,
): CalendarYear => ({
  country: 'BY',
  year: number,
  ...rest,
  week: [1, 2, 3, 4, 5],
  hours: [
    { from: '08:00', to: '13:00' },
    { from: '14:00', to: '17:00' },
  ],
  holidays: [
    ...Object.entries(names).map(([day, name]) => ({ date: `${number}-${day}`, name })),
    { date: radunitsaOn, name: radunitsa },
  ],
})

export const belarus: readonly CalendarYear[] = [
  year(2026, '2026-04-21', {
    state: 'official',
    source: 'Постановление Совета Министров Республики Беларусь от 22.07.2025 № 397',
    transfers: [{ off: '2026-04-20', work: '2026-04-25' }],
  }),
  year(2027, '2027-05-11', {
    state: 'provisional',
    source: 'Только постоянные праздники: переносы на 2027 год ещё не объявлены',
    transfers: [],
  }),
]
