import type { Profile } from '../profile.ts'

const place = { country: 'RU', timezone: 'Europe/Moscow', languages: ['ru'] } as const

export const russia: readonly Profile[] = [
  {
    ...place,
    code: 'ru-59fz',
    validFrom: '2006-11-02',
    regime: 'APPEAL',
    title: { ru: 'Обращение по 59-ФЗ', be: 'Зварот паводле 59-ФЗ', en: 'Appeal under 59-FZ' },
    kinds: ['STATEMENT', 'PROPOSAL', 'COMPLAINT'],
    forbidForwardToSubject: true,
    // the law is silent about a last day that is a day off; regional instructions often take the working day before it
    roll: 'previous',
    terms: {
      register: { value: 3, unit: 'calendarDay' },
      consider: { value: 30, unit: 'calendarDay', counts: 'registration' },
      extend: { value: 30, unit: 'calendarDay', counts: 'registration', requires: ['reason', 'noticeToApplicant'] },
      forward: { value: 7, unit: 'calendarDay', counts: 'registration' },
      leaveNotice: { value: 7, unit: 'calendarDay', counts: 'registration' },
    },
    unconfirmed: ['roll', 'extend', 'forward', 'leaveNotice'],
  },
  {
    ...place,
    code: 'ru-pos',
    validFrom: '2020-11-16',
    regime: 'MESSAGE',
    roll: 'next',
    title: { ru: 'Платформа обратной связи', be: 'Платформа зваротнай сувязі', en: 'Feedback platform' },
    terms: {
      consider: { value: 30, unit: 'calendarDay' },
      considerFast: { value: 10, unit: 'workingDay' },
      considerUrgent: { value: 3, unit: 'workingDay' },
    },
    unconfirmed: ['roll', 'considerFast', 'considerUrgent'],
  },
  {
    ...place,
    code: 'ru-incident',
    validFrom: '2018-01-01',
    regime: 'MESSAGE',
    roll: 'next',
    title: { ru: 'Сообщение из социальной сети', be: 'Паведамленне з сацыяльнай сеткі', en: 'Social network post' },
    // one region's norms; others keep 4 hours, 24 hours and 8 days
    terms: {
      answer: { value: 9, unit: 'workingHour' },
      answerUrgent: { value: 4, unit: 'clockHour' },
      final: { value: 7, unit: 'workingDay' },
    },
    unconfirmed: ['roll', 'answer', 'answerUrgent', 'final'],
  },
]
