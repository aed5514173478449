import type { Text } from '@vmeste/sdk'
import type { EventName } from '../events.ts'

/**
 * A letter: its subject line and its text. `{number}`, `{place}`, `{department}`, `{day}`, `{note}`, `{what}` and
 * `{legal}` are filled in.
 */
export interface NoticeText {
  readonly subject: Text
  readonly text: Text
}

/** Whether a letter says what was said at the step it is about. */
export const tellsOfStep = ({ subject, text }: NoticeText): boolean =>
  /\{(?:note|day)\}/.test(`${subject.ru} ${text.ru}`)

/** What residents are written, by what happened. A step that is not here is none of their business. */
export const residentNotices: Readonly<Partial<Record<EventName, NoticeText>>> = {
  'appeals.report.received@1': {
    subject: { ru: 'Сообщение {number} принято', be: 'Паведамленне {number} прынята', en: 'Report {number} received' },
    text: {
      ru: '{what}, {place}. Спасибо, что не прошли мимо. По ссылке видно, что происходит. {legal}',
      be: '{what}, {place}. Дзякуй, што не прайшлі міма. Па спасылцы відаць, што адбываецца. {legal}',
      en: '{what}, {place}. Thank you for telling us. The link shows what is happening. {legal}',
    },
  },
  'appeals.report.routed@1': {
    subject: {
      ru: 'Сообщение {number} передано',
      be: 'Паведамленне {number} перададзена',
      en: 'Report {number} passed on',
    },
    text: {
      ru: '{what}, {place}. Передано: {department}.',
      be: '{what}, {place}. Перададзена: {department}.',
      en: '{what}, {place}. Passed to {department}.',
    },
  },
  'appeals.report.accepted@1': {
    subject: {
      ru: 'Сообщение {number} в работе',
      be: 'Паведамленне {number} у працы',
      en: 'Report {number} is being worked on',
    },
    text: {
      ru: '{what}, {place}. {department}: приняли в работу.',
      be: '{what}, {place}. {department}: прынялі ў працу.',
      en: '{what}, {place}. {department} has started work on it.',
    },
  },
  'appeals.report.planned@1': {
    subject: {
      ru: 'Сообщение {number}: сделаем до {day}',
      be: 'Паведамленне {number}: зробім да {day}',
      en: 'Report {number}: to be done by {day}',
    },
    text: {
      ru: '{what}, {place}. {department}: исправят до {day}. Почему не сразу: {note}',
      be: '{what}, {place}. {department}: выправяць да {day}. Чаму не адразу: {note}',
      en: '{what}, {place}. {department} will fix it by {day}. Why not at once: {note}',
    },
  },
  'appeals.report.corrected@1': {
    subject: {
      ru: 'Сообщение {number}: новый срок',
      be: 'Паведамленне {number}: новы тэрмін',
      en: 'Report {number}: a new date',
    },
    text: {
      ru: '{what}, {place}. Уточнили сообщение. Исправят до {due}.',
      be: '{what}, {place}. Удакладнілі паведамленне. Выправяць да {due}.',
      en: '{what}, {place}. We corrected the report. To be fixed by {due}.',
    },
  },
  'appeals.report.answered@1': {
    subject: {
      ru: 'Сообщение {number}: есть ответ',
      be: 'Паведамленне {number}: ёсць адказ',
      en: 'Report {number}: answered',
    },
    text: {
      ru: '{what}, {place}. Посмотрите результат и скажите: исправлено? {note}',
      be: '{what}, {place}. Паглядзіце вынік і скажыце: выпраўлена? {note}',
      en: '{what}, {place}. Look at the result and tell us: is it fixed? {note}',
    },
  },
  'appeals.report.confirmed@1': {
    subject: {
      ru: 'Сообщение {number}: исправлено',
      be: 'Паведамленне {number}: выпраўлена',
      en: 'Report {number}: fixed',
    },
    text: {
      ru: '{what}, {place}. Подтверждено: исправлено.',
      be: '{what}, {place}. Пацверджана: выпраўлена.',
      en: '{what}, {place}. Confirmed: it is fixed.',
    },
  },
  'appeals.report.reopened@1': {
    subject: {
      ru: 'Сообщение {number} снова в работе',
      be: 'Паведамленне {number} зноў у працы',
      en: 'Report {number} is open again',
    },
    text: {
      ru: '{what}, {place}. Исправлено не до конца. {department}: вернутся и доделают.',
      be: '{what}, {place}. Выпраўлена не да канца. {department}: вернуцца і даробяць.',
      en: '{what}, {place}. It is not quite fixed. {department} will come back and finish.',
    },
  },
  'appeals.report.rejected@1': {
    subject: {
      ru: 'Сообщение {number} отклонено',
      be: 'Паведамленне {number} адхілена',
      en: 'Report {number} rejected',
    },
    text: {
      ru: '{what}, {place}. Причина: {note}',
      be: '{what}, {place}. Прычына: {note}',
      en: '{what}, {place}. Reason: {note}',
    },
  },
}

/** The same where staff have corrected what the report is about: why it goes on, and by when. */
export const correctedNotices: Readonly<Partial<Record<EventName, NoticeText>>> = {
  'appeals.report.routed@1': {
    subject: residentNotices['appeals.report.routed@1']!.subject,
    text: {
      ru: '{what}, {place}. Уточнили сообщение и передали: {department}. Исправят до {due}.',
      be: '{what}, {place}. Удакладнілі паведамленне і перадалі: {department}. Выправяць да {due}.',
      en: '{what}, {place}. We corrected the report and passed it to {department}. To be fixed by {due}.',
    },
  },
}

/** The same to those who see it too, where only the author is asked something. */
export const supporterNotices: Readonly<Partial<Record<EventName, NoticeText>>> = {
  'appeals.report.answered@1': {
    subject: residentNotices['appeals.report.answered@1']!.subject,
    text: {
      ru: '{what}, {place}. Посмотрите результат. Если что-то не так, отправьте новое сообщение. {note}',
      be: '{what}, {place}. Паглядзіце вынік. Калі нешта не так, адпраўце новае паведамленне. {note}',
      en: '{what}, {place}. Look at the result. If something is still wrong, send a new report. {note}',
    },
  },
}

/** What the staff of a department are written. */
export const staffNotices: Readonly<Partial<Record<EventName, NoticeText>>> = {
  'appeals.report.routed@1': {
    subject: { ru: 'Новое: {what}', be: 'Новае: {what}', en: 'New: {what}' },
    text: { ru: '{number}, {place}.', be: '{number}, {place}.', en: '{number}, {place}.' },
  },
  'appeals.report.reopened@1': {
    subject: { ru: 'Не исправлено: {what}', be: 'Не выпраўлена: {what}', en: 'Not fixed: {what}' },
    text: { ru: '{number}, {place}. {note}', be: '{number}, {place}. {note}', en: '{number}, {place}. {note}' },
  },
  'appeals.report.rejected@1': {
    subject: { ru: 'Отклонено: {what}', be: 'Адхілена: {what}', en: 'Rejected: {what}' },
    text: {
      ru: '{number}, {place}. Делать ничего не нужно. Причина: {note}',
      be: '{number}, {place}. Рабіць нічога не трэба. Прычына: {note}',
      en: '{number}, {place}. Nothing is left to do. Reason: {note}',
    },
  },
  'appeals.report.plan_refused@1': {
    subject: {
      ru: 'Срок не согласован: {what}',
      be: 'Тэрмін не ўзгоднены: {what}',
      en: 'The day was not agreed: {what}',
    },
    text: {
      ru: '{number}, {place}. Прежний срок остаётся. Причина: {note}',
      be: '{number}, {place}. Ранейшы тэрмін застаецца. Прычына: {note}',
      en: '{number}, {place}. The date stays as it was. Reason: {note}',
    },
  },
  'appeals.report.overdue@1': {
    subject: { ru: 'Срок прошёл: {what}', be: 'Тэрмін мінуў: {what}', en: 'Overdue: {what}' },
    text: {
      ru: '{number}, {place}. Ответьте или назовите новый день и причину.',
      be: '{number}, {place}. Адкажыце або назавіце новы дзень і прычыну.',
      en: '{number}, {place}. Answer, or name a new day and the reason.',
    },
  },
}

/** The same when much of it comes at once, of one department and topic: `{count}` of them in one notice. */
export const staffStorms: Readonly<Partial<Record<EventName, NoticeText>>> = {
  'appeals.report.routed@1': {
    subject: { ru: 'Ещё {count}: {topic}', be: 'Яшчэ {count}: {topic}', en: '{count} more: {topic}' },
    text: {
      ru: 'Новых сообщений: {count}. Они в вашей очереди.',
      be: 'Новых паведамленняў: {count}. Яны ў вашай чарзе.',
      en: 'New reports: {count}. They are in your queue.',
    },
  },
  'appeals.report.overdue@1': {
    subject: {
      ru: 'Срок прошёл ещё у {count}: {topic}',
      be: 'Тэрмін мінуў яшчэ ў {count}: {topic}',
      en: '{count} more overdue: {topic}',
    },
    text: {
      ru: 'Просроченных сообщений: {count}. Ответьте или назовите новый день и причину.',
      be: 'Пратэрмінаваных паведамленняў: {count}. Адкажыце або назавіце новы дзень і прычыну.',
      en: 'Overdue reports: {count}. Answer, or name a new day and the reason.',
    },
  },
}
