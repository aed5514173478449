import { personKey } from '../person-key.ts'

/** Who changed a calendar: a member of staff, by key. */
export const calendarPersonalData = personKey({
  table: 'calendar_year',
  column: 'changed_by',
  title: { ru: 'Календарь, который вы меняли', be: 'Каляндар, які вы мянялі', en: 'The calendar that you changed' },
  at: 'changed_at',
  shown: ['country', 'year', 'changed_at'],
  retentionMonths: 36,
  purpose: {
    ru: 'Чтобы знать, кто изменил календарь.',
    be: 'Каб ведаць, хто змяніў каляндар.',
    en: 'To know who changed a calendar.',
  },
})
