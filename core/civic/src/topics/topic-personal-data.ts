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

/** Who left a topic as it stood then. */
export const topicVersionPersonalData = personKey({
  table: 'topic_version',
  column: 'changed_by',
  title: { ru: 'Ваши правки тем', be: 'Вашы праўкі тэм', en: 'Your edits of topics' },
  at: 'changed_at',
  shown: ['code', 'changed_at'],
  retentionMonths: 36,
  purpose: {
    ru: 'Чтобы видеть, кто и когда менял тему, и вернуть как было.',
    be: 'Каб бачыць, хто і калі змяняў тэму, і вярнуць як было.',
    en: 'To see who changed a topic and when, and to take it back.',
  },
})
