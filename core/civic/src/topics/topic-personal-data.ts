import { personKey } from '../person-key.ts'

/** Who changed a topic: a member of staff, by key. */
export const topicPersonalData = personKey({
  table: 'topic',
  column: 'changed_by',
  title: { ru: 'Темы, которые вы меняли', be: 'Тэмы, якія вы мянялі', en: 'Topics that you changed' },
  at: 'changed_at',
  shown: ['code', 'changed_at'],
  retentionMonths: 36,
  purpose: {
    ru: 'Чтобы знать, кто изменил тему.',
    be: 'Каб ведаць, хто змяніў тэму.',
    en: 'To know who changed a topic.',
  },
})
