import { Problem } from '@vmeste/sdk'

export const taskProblems = {
  unknown: () =>
    new Problem(
      'TASK_UNKNOWN',
      {
        ru: 'Такой задачи у вас нет. Может быть, её передали другим.',
        be: 'Такой задачы ў вас няма. Можа быць, яе перадалі іншым.',
        en: 'You have no such task. It may have been passed to others.',
      },
      { kind: 'notFound' },
    ),
  changedMeanwhile: () =>
    new Problem(
      'TASK_CHANGED',
      {
        ru: 'Задачу только что изменил кто-то другой. Посмотрите ещё раз.',
        be: 'Задачу толькі што змяніў хтосьці іншы. Паглядзіце яшчэ раз.',
        en: 'Somebody else has just changed the task. Please look again.',
      },
      { kind: 'conflict' },
    ),
  serviceUnknown: () =>
    new Problem(
      'TASK_SERVICE_UNKNOWN',
      { ru: 'Такой службы в городе нет.', be: 'Такой службы ў горадзе няма.', en: 'The city has no such department.' },
      { path: 'department' },
    ),
}
