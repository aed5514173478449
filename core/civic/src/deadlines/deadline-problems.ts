import { Problem } from '@vmeste/sdk'

/** The engine never guesses a year: the case is kept and its deadline computed when the calendar is loaded. */
export const calendarYearMissing = (country: string, year: number) =>
  new Problem(
    'CALENDAR_YEAR_MISSING',
    {
      ru: 'Нет рабочего календаря на {year} год. Срок будет рассчитан, когда календарь загрузят.',
      be: 'Няма рабочага календара на {year} год. Тэрмін будзе разлічаны, калі каляндар загрузяць.',
      en: 'There is no working calendar for {year} yet. The due date will be worked out once it is loaded.',
    },
    { kind: 'unavailable', params: { country, year } },
  )

export const profileUnknown = (profile: string) =>
  new Problem(
    'PROFILE_UNKNOWN',
    {
      ru: 'Нет такого набора правил: «{profile}».',
      be: 'Няма такога набору правілаў: «{profile}».',
      en: 'There is no set of rules called “{profile}”.',
    },
    { kind: 'notFound', params: { profile }, path: 'profile' },
  )

export const profileNotInForce = (profile: string, date: string) =>
  new Problem(
    'PROFILE_NOT_IN_FORCE',
    {
      ru: 'Правила «{profile}» на {date} ещё или уже не действуют.',
      be: 'Правілы «{profile}» на {date} яшчэ або ўжо не дзейнічаюць.',
      en: 'The rules “{profile}” are not in force on {date}.',
    },
    { params: { profile, date }, path: 'from' },
  )

export const termUnknown = (profile: string, term: string, known: readonly string[]) =>
  new Problem(
    'TERM_UNKNOWN',
    {
      ru: 'В правилах «{profile}» нет срока «{term}». Есть: {known}; можно и так: 5wd, 15d, 1mo, 9wh, 4h, 30min.',
      be: 'У правілах «{profile}» няма тэрміну «{term}». Ёсць: {known}; можна і так: 5wd, 15d, 1mo, 9wh, 4h, 30min.',
      en: 'The rules “{profile}” have no term “{term}”. They have {known}; plain ones work too: 5wd, 15d, 1mo, 9wh, 4h, 30min.',
    },
    { params: { profile, term, known: known.join(', ') }, path: 'term' },
  )

export const termNeedsDate = (term: string) =>
  new Problem(
    'TERM_NEEDS_DATE',
    {
      ru: 'Срок «{term}» не вычисляется: дату назначает человек и называет причину.',
      be: 'Тэрмін «{term}» не вылічваецца: дату прызначае чалавек і называе прычыну.',
      en: 'The term “{term}” is not computed: a person sets the date and gives the reason.',
    },
    { params: { term }, path: 'term' },
  )
