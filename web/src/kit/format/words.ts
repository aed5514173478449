import type { Lang } from '@vmeste/sdk/web'

/** Forms of a unit after a number, in the case that «через …» and «… назад» ask for. */
export type UnitForms = string

export interface Words {
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
  readonly units: Readonly<Record<'minute' | 'hour' | 'day' | 'week' | 'month' | 'year', UnitForms>>
  readonly now: string
  readonly today: string
  readonly yesterday: string
  readonly tomorrow: string
  readonly ago: string
  readonly ahead: string
  readonly left: string
  readonly overdue: string
  readonly decimal: string
  readonly more: string
}

/**
 * Chromium has no Belarusian dates and falls back to the browser's own language without a word, and ICU's wording
 * differs between versions, so the server's page and the browser's would not agree. Hence our own words, for all three.
 */
export const words: Readonly<Record<Lang, Words>> = {
  ru: {
    months: [
      'января',
      'февраля',
      'марта',
      'апреля',
      'мая',
      'июня',
      'июля',
      'августа',
      'сентября',
      'октября',
      'ноября',
      'декабря',
    ],
    weekdays: ['воскресенье', 'понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота'],
    units: {
      minute: '{n} минуту | {n} минуты | {n} минут',
      hour: '{n} час | {n} часа | {n} часов',
      day: '{n} день | {n} дня | {n} дней',
      week: '{n} неделю | {n} недели | {n} недель',
      month: '{n} месяц | {n} месяца | {n} месяцев',
      year: '{n} год | {n} года | {n} лет',
    },
    now: 'только что',
    today: 'сегодня',
    yesterday: 'вчера',
    tomorrow: 'завтра',
    ago: '{span} назад',
    ahead: 'через {span}',
    left: 'ещё {span}',
    overdue: 'просрочено на {span}',
    decimal: ',',
    more: 'больше {n}',
  },
  be: {
    months: [
      'студзеня',
      'лютага',
      'сакавіка',
      'красавіка',
      'мая',
      'чэрвеня',
      'ліпеня',
      'жніўня',
      'верасня',
      'кастрычніка',
      'лістапада',
      'снежня',
    ],
    weekdays: ['нядзеля', 'панядзелак', 'аўторак', 'серада', 'чацвер', 'пятніца', 'субота'],
    units: {
      minute: '{n} хвіліну | {n} хвіліны | {n} хвілін',
      hour: '{n} гадзіну | {n} гадзіны | {n} гадзін',
      day: '{n} дзень | {n} дні | {n} дзён',
      week: '{n} тыдзень | {n} тыдні | {n} тыдняў',
      month: '{n} месяц | {n} месяцы | {n} месяцаў',
      year: '{n} год | {n} гады | {n} гадоў',
    },
    now: 'толькі што',
    today: 'сёння',
    yesterday: 'учора',
    tomorrow: 'заўтра',
    ago: '{span} таму',
    ahead: 'праз {span}',
    left: 'яшчэ {span}',
    overdue: 'пратэрмінавана на {span}',
    decimal: ',',
    more: 'больш за {n}',
  },
  en: {
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    units: {
      minute: '{n} minute | {n} minutes',
      hour: '{n} hour | {n} hours',
      day: '{n} day | {n} days',
      week: '{n} week | {n} weeks',
      month: '{n} month | {n} months',
      year: '{n} year | {n} years',
    },
    now: 'just now',
    today: 'today',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    ago: '{span} ago',
    ahead: 'in {span}',
    left: '{span} left',
    overdue: 'overdue by {span}',
    decimal: '.',
    more: 'more than {n}',
  },
}
