import type { Profile } from '../profile.ts'

const place = { country: 'BY', timezone: 'Europe/Minsk', roll: 'next', languages: ['be', 'ru'] } as const

/** Law of 18.07.2011 № 300-З, as amended by 176-З (in force 2 January 2023). */
const appealTerms = {
  consider: { value: 15, unit: 'calendarDay', counts: 'registration' },
  considerStudy: { value: 1, unit: 'month', counts: 'registration', requires: ['reason'] },
  longWorks: { value: 'date', requires: ['reason', 'noticeToApplicant'] },
  forward: { value: 5, unit: 'workingDay', counts: 'registration' },
  leaveNotice: { value: 5, unit: 'workingDay', counts: 'registration' },
} as const satisfies Profile['terms']

const appeal = {
  ...place,
  code: 'by-300z',
  regime: 'APPEAL',
  title: { ru: 'Обращение по Закону № 300-З', be: 'Зварот паводле Закона № 300-З', en: 'Appeal under Law No. 300-Z' },
  kinds: ['STATEMENT', 'PROPOSAL', 'COMPLAINT'],
  requisites: { person: ['fullName', 'address', 'essence'], legal: ['name', 'seat', 'headName', 'essence'] },
  leaveGrounds: [
    'LANGUAGE',
    'NO_IDENTITY',
    'NO_LEGAL_IDENTITY',
    'UNREADABLE',
    'OBSCENE',
    'OTHER_LEGISLATION',
    'TIME_LIMIT',
    'CORRESPONDENCE_ENDED',
    'NO_AUTHORITY',
    'LINK_ONLY',
  ],
  massReplyThreshold: 11,
  localFirst: true,
  forbidForwardToSubject: true,
  // since 2 January 2023 an electronic appeal exists only through the national system
  portalElectronic: false,
  terms: { register: { value: 0, unit: 'workingDay', afterHours: 'nextWorkingDay' }, ...appealTerms },
} as const satisfies Omit<Profile, 'validFrom' | 'unconfirmed'>

export const belarus: readonly Profile[] = [
  { ...appeal, validFrom: '2023-01-02', validTo: '2025-12-31', unconfirmed: ['roll', 'longWorks', 'leaveNotice'] },
  // new rules of paperwork (СМ № 635 of 12.11.2025): registration has to be checked against them
  { ...appeal, validFrom: '2026-01-01', unconfirmed: ['roll', 'longWorks', 'leaveNotice', 'register'] },
  {
    ...place,
    code: 'by-message',
    validFrom: '2023-01-02',
    regime: 'MESSAGE',
    title: { ru: 'Сообщение (не обращение)', be: 'Паведамленне (не зварот)', en: 'Message (not an appeal)' },
    // a product decision, not law: no act regulates messages; they run from receipt, also after hours
    terms: {
      triage: { value: 4, unit: 'workingHour' },
      moderate: { value: 72, unit: 'clockHour' },
      consider: { value: 15, unit: 'calendarDay' },
      forward: { value: 5, unit: 'workingDay' },
      reopen: { value: 14, unit: 'calendarDay' },
    },
    unconfirmed: ['triage', 'moderate', 'consider', 'forward', 'reopen'],
  },
  {
    ...place,
    code: 'by-direct-line',
    validFrom: '2023-01-02',
    regime: 'APPEAL',
    title: { ru: 'Прямая телефонная линия', be: 'Прамая тэлефонная лінія', en: 'Direct telephone line' },
    callBecomesAppeal: true,
    // a session is working time of its host, on a Saturday too: the call is registered while it lasts
    terms: { register: { value: 0, unit: 'workingDay', afterHours: 'sameDay' }, ...appealTerms },
    unconfirmed: ['callBecomesAppeal', 'register', 'roll', 'longWorks', 'leaveNotice'],
  },
]
