import type { Lang, Text } from '@vmeste/sdk'
import type { ReportStatus } from '../life/report-status.ts'
import type { Party } from '../tracking-secret.ts'
import type { StepKind } from '../storage/report-parts.entity.ts'

/**
 * What happened, as one sentence. `{department}` and `{day}` are filled in; residents and staff read the same words.
 */
const steps: Readonly<Record<StepKind, Text>> = {
  RECEIVED: { ru: 'Сообщение принято', be: 'Паведамленне прынята', en: 'Report received' },
  HELD: { ru: 'Текст ждёт проверки', be: 'Тэкст чакае праверкі', en: 'The text waits for a check' },
  RELEASED: { ru: 'Текст проверен', be: 'Тэкст правераны', en: 'The text was checked' },
  ROUTED: { ru: 'Передано: {department}', be: 'Перададзена: {department}', en: 'Sent to {department}' },
  REASSIGNED: { ru: 'Передано: {department}', be: 'Перададзена: {department}', en: 'Passed on to {department}' },
  ACCEPTED: {
    ru: '{department}: приняли в работу',
    be: '{department}: прынялі ў працу',
    en: '{department} has started work on it',
  },
  RETURNED: { ru: 'Возвращено координатору', be: 'Вернута каардынатару', en: 'Returned to the coordinator' },
  PLANNED: { ru: 'Запланировано до {day}', be: 'Запланавана да {day}', en: 'Planned by {day}' },
  ANSWERED: { ru: 'Есть ответ', be: 'Ёсць адказ', en: 'Answered' },
  CONFIRMED: { ru: 'Подтверждено: исправлено', be: 'Пацверджана: выпраўлена', en: 'Confirmed: fixed' },
  REOPENED: {
    ru: 'Не исправлено, вернули в работу',
    be: 'Не выпраўлена, вярнулі ў працу',
    en: 'Not fixed, back to work',
  },
  CLOSED: { ru: 'Закрыто', be: 'Закрыта', en: 'Closed' },
  REJECTED: { ru: 'Отклонено', be: 'Адхілена', en: 'Rejected' },
  PHOTO_PASSED: { ru: 'Фото проверено', be: 'Фота праверана', en: 'A photo was let through' },
  PHOTO_HIDDEN: { ru: 'Фото скрыто', be: 'Фота схавана', en: 'A photo was hidden' },
  CALL_ASKED: { ru: 'Нужно позвонить жителю', be: 'Трэба патэлефанаваць жыхару', en: 'The resident is to be called' },
  CALLED: { ru: 'Позвонили жителю', be: 'Патэлефанавалі жыхару', en: 'The resident was called' },
  CORRECTED: { ru: 'Сообщение исправлено', be: 'Паведамленне выпраўлена', en: 'The report was corrected' },
  PLAN_ASKED: {
    ru: 'Служба просит срок до {day}',
    be: 'Служба просіць тэрмін да {day}',
    en: 'The department asks for time until {day}',
  },
  PLAN_REFUSED: {
    ru: 'Срок до {day} не согласован',
    be: 'Тэрмін да {day} не ўзгоднены',
    en: 'Time until {day} was not agreed',
  },
  DUE_SET: { ru: 'Срок рассчитан', be: 'Тэрмін разлічаны', en: 'The due date was counted' },
}

/** What comes next, told to whoever follows the report. */
const next: Readonly<Record<ReportStatus, Text>> = {
  NEW: {
    ru: 'Координатор прочтёт и передаст нужной службе.',
    be: 'Каардынатар прачытае і перадасць патрэбнай службе.',
    en: 'A coordinator will read it and pass it to the right department.',
  },
  MODERATION: {
    ru: 'Сотрудник прочтёт текст и передаст сообщение дальше.',
    be: 'Супрацоўнік прачытае тэкст і перадасць паведамленне далей.',
    en: 'Somebody will read the text and pass the report on.',
  },
  ROUTED: {
    ru: '{department}: примут в работу.',
    be: '{department}: прымуць у працу.',
    en: '{department} will start work on it.',
  },
  ACCEPTED: {
    ru: '{department}: исправят и ответят.',
    be: '{department}: выправяць і адкажуць.',
    en: '{department} will fix it and answer.',
  },
  IN_PROGRESS: {
    ru: '{department}: исправят и ответят.',
    be: '{department}: выправяць і адкажуць.',
    en: '{department} will fix it and answer.',
  },
  INTERIM: {
    ru: '{department}: исправят до {day}.',
    be: '{department}: выправяць да {day}.',
    en: '{department} will fix it by {day}.',
  },
  ANSWERED: {
    ru: 'Посмотрите результат и скажите: исправлено?',
    be: 'Паглядзіце вынік і скажыце: выпраўлена?',
    en: 'Look at the result and tell us: is it fixed?',
  },
  CONFIRMED: { ru: 'Спасибо, что проверили.', be: 'Дзякуй, што праверылі.', en: 'Thank you for checking.' },
  REOPENED: {
    ru: '{department}: вернутся и доделают.',
    be: '{department}: вернуцца і даробяць.',
    en: '{department} will come back and finish.',
  },
  CLOSED: { ru: 'Сообщение закрыто.', be: 'Паведамленне закрыта.', en: 'The report is closed.' },
  MERGED: {
    ru: 'Об этом уже сообщили раньше: ответ будет там.',
    be: 'Пра гэта ўжо паведамілі раней: адказ будзе там.',
    en: 'This was reported before: the answer will be there.',
  },
  REJECTED: {
    ru: 'Это не взяли в работу. Причина — ниже, в истории. Можно отправить новое сообщение.',
    be: 'Гэта не ўзялі ў працу. Прычына — ніжэй, у гісторыі. Можна адправіць новае паведамленне.',
    en: 'This was not taken on. The reason is in the history below. You can send a new report.',
  },
  FORWARDED_EXTERNAL: {
    ru: 'Передано тому, кто за это отвечает.',
    be: 'Перададзена таму, хто за гэта адказвае.',
    en: 'Passed to whoever is in charge.',
  },
  WITHDRAWN: { ru: 'Сообщение отозвано.', be: 'Паведамленне адклікана.', en: 'The report was withdrawn.' },
  CONVERTED_TO_APPEAL: {
    ru: 'Стало обращением: ответ придёт по закону.',
    be: 'Стала зваротам: адказ прыйдзе паводле закона.',
    en: 'It has become an appeal: the answer comes as the law says.',
  },
}

const look: Text = {
  ru: 'Посмотрите результат. Если что-то не так, отправьте новое сообщение.',
  be: 'Паглядзіце вынік. Калі нешта не так, адпраўце новае паведамленне.',
  en: 'Look at the result. If something is still wrong, send a new report.',
}

export interface StepWords {
  readonly lang: Lang
  readonly department: string | null
  readonly day: string | null
  /** When it is said: a day of another year says which. */
  readonly said?: Date
}

const service: Text = { ru: 'Служба', be: 'Служба', en: 'The department' }
const fill = (text: Text, { lang, department, day, said }: StepWords): string =>
  text[lang]
    .replace('{department}', department ?? service[lang])
    .replace('{day}', day ? dayInWords(day, lang, said) : '')

export const stepText = (kind: StepKind, words: StepWords): string => fill(steps[kind], words)
/** Only whoever reported is asked whether it is fixed. */
export const nextText = (status: ReportStatus, words: StepWords, party: Party = 'REPORTER'): string =>
  fill(status === 'ANSWERED' && party === 'SUPPORTER' ? look : next[status], words)

const locales: Readonly<Record<Lang, string>> = { ru: 'ru-RU', be: 'be-BY', en: 'en-GB' }
/**
 * «25 апреля», «25 красавіка», “25 April”.
 *
 * @param said when: of a day in another year the year is said as well
 */
export function dayInWords(day: string, lang: Lang, said?: Date): string {
  const words = new Intl.DateTimeFormat(locales[lang], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  const year = day.slice(0, 4)
  return said && said.getUTCFullYear() !== Number(year) ? `${words} ${year}` : words
}
