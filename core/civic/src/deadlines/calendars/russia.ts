import type { Text } from '@vmeste/sdk'
import type { CalendarYear } from '../calendar-year.ts'

const holidays: Text = { ru: 'Новогодние каникулы', be: 'Навагоднія канікулы', en: 'New Year holidays' }
const days: Record<string, Text> = {
  ...Object.fromEntries(['01', '02', '03', '04', '05', '06', '08'].map((day) => [`01-${day}`, holidays])),
  '01-07': { ru: 'Рождество Христово', be: 'Раство Хрыстова', en: 'Christmas' },
  '02-23': { ru: 'День защитника Отечества', be: 'Дзень абаронцы Айчыны', en: 'Defender of the Fatherland Day' },
  '03-08': { ru: 'Международный женский день', be: 'Міжнародны жаночы дзень', en: 'International Women’s Day' },
  '05-01': { ru: 'Праздник Весны и Труда', be: 'Свята Вясны і Працы', en: 'Spring and Labour Day' },
  '05-09': { ru: 'День Победы', be: 'Дзень Перамогі', en: 'Victory Day' },
  '06-12': { ru: 'День России', be: 'Дзень Расіі', en: 'Russia Day' },
  '11-04': { ru: 'День народного единства', be: 'Дзень народнага адзінства', en: 'National Unity Day' },
}

export const russia: readonly CalendarYear[] = [
  {
    country: 'RU',
    year: 2026,
    state: 'official',
    source:
      'Национальный календарь 2026 года; по памяти, сверьте с постановлением Правительства РФ о переносе выходных дней',
    week: [1, 2, 3, 4, 5],
    hours: [
      { from: '08:00', to: '13:00' },
      { from: '14:00', to: '17:00' },
    ],
    holidays: Object.entries(days).map(([day, name]) => ({ date: `2026-${day}`, name })),
    transfers: [
      { off: '2026-01-09', instead: '2026-01-03' },
      { off: '2026-12-31', instead: '2026-01-04' },
      { off: '2026-03-09', instead: '2026-03-08' },
      { off: '2026-05-11', instead: '2026-05-09' },
    ],
  },
]
