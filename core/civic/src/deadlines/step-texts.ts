import type { Text } from '@vmeste/sdk'
import type { LocalDate } from './local-date.ts'

const months = [
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
]

/** `16.04.2026`, `16 April 2026`; with a time where the stamp has one. */
function shown(stamp: string): Text {
  const [date = '', time] = stamp.split('T')
  const [year, month, day] = date.split('-')
  const clock = time ? `, ${time}` : ''
  const dotted = `${day}.${month}.${year}${clock}`
  return { ru: dotted, be: dotted, en: `${Number(day)} ${months[Number(month) - 1]} ${year}${clock}` }
}

/** One sentence in three languages; dates are put in by each language's own habit. */
const sentence =
  (ru: (day: string) => string, be: (day: string) => string, en: (day: string) => string) =>
  (stamp: string): Text => {
    const day = shown(stamp)
    return { ru: ru(day.ru), be: be(day.be), en: en(day.en) }
  }
const about = (other: string, build: (other: Text) => (stamp: string) => Text) => build(shown(other))

export const startTexts = {
  receipt: sentence(
    (d) => `${d} — день получения, счёт идёт со следующего дня`,
    (d) => `${d} — дзень атрымання, лік ідзе з наступнага дня`,
    (d) => `${d} is the day of receipt; counting starts the day after`,
  ),
  registration: sentence(
    (d) => `${d} — день регистрации, счёт идёт со следующего дня`,
    (d) => `${d} — дзень рэгістрацыі, лік ідзе з наступнага дня`,
    (d) => `${d} is the day of registration; counting starts the day after`,
  ),
  instant: sentence(
    (d) => `Отсчёт с ${d}`,
    (d) => `Адлік з ${d}`,
    (d) => `Counted from ${d}`,
  ),
  received: sentence(
    (d) => `Получено ${d}`,
    (d) => `Атрымана ${d}`,
    (d) => `Received ${d}`,
  ),
}

export const afterHoursText = sentence(
  (d) => `${d} — нерабочее время: регистрация не позднее следующего рабочего дня`,
  (d) => `${d} — непрацоўны час: рэгістрацыя не пазней за наступны рабочы дзень`,
  (d) => `${d} is outside working hours: registration no later than the next working day`,
)

export const weekendText = sentence(
  (d) => `${d} — выходной день`,
  (d) => `${d} — выхадны дзень`,
  (d) => `${d} is a day off`,
)

export const holidayText = (name: Text) =>
  sentence(
    (d) => `${d} — праздник: ${name.ru}`,
    (d) => `${d} — свята: ${name.be}`,
    (d) => `${d} is a holiday: ${name.en}`,
  )

export const movedOffText = (work?: LocalDate, instead?: LocalDate) => {
  if (work)
    return about(work, (to) =>
      sentence(
        (d) => `${d} — выходной: рабочий день перенесён на ${to.ru}`,
        (d) => `${d} — выхадны: рабочы дзень перанесены на ${to.be}`,
        (d) => `${d} is off: the working day is moved to ${to.en}`,
      ),
    )
  if (instead)
    return about(instead, (from) =>
      sentence(
        (d) => `${d} — перенесённый выходной (с ${from.ru})`,
        (d) => `${d} — перанесены выхадны (з ${from.be})`,
        (d) => `${d} is a day off moved from ${from.en}`,
      ),
    )
  return sentence(
    (d) => `${d} — перенесённый выходной`,
    (d) => `${d} — перанесены выхадны`,
    (d) => `${d} is a transferred day off`,
  )
}

export const movedWorkText = (off: LocalDate) =>
  about(off, (from) =>
    sentence(
      (d) => `${d} — рабочий день вместо ${from.ru}`,
      (d) => `${d} — рабочы дзень замест ${from.be}`,
      (d) => `${d} is worked instead of ${from.en}`,
    ),
  )

export const hoursText = (minutes: number) => {
  const hours = Math.floor(minutes / 60),
    rest = minutes % 60
  const ru = [hours && `${hours} ч`, rest && `${rest} мин`].filter(Boolean).join(' '),
    be = [hours && `${hours} гадз`, rest && `${rest} хв`].filter(Boolean).join(' ')
  const en = [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ')
  return sentence(
    (d) => `${d} — ${ru} рабочего времени`,
    (d) => `${d} — ${be} працоўнага часу`,
    (d) => `${d}: ${en} of working time`,
  )
}

export const monthEndText = (wanted: number) =>
  sentence(
    (d) => `В этом месяце нет ${wanted}-го числа: последний день — ${d}`,
    (d) => `У гэтым месяцы няма ${wanted}-га чысла: апошні дзень — ${d}`,
    (d) => `That month has no day ${wanted}; its last day is ${d}`,
  )

export const rollTexts = {
  next: sentence(
    (d) => `Последний день нерабочий: срок переходит на следующий рабочий день, ${d}`,
    (d) => `Апошні дзень непрацоўны: тэрмін пераходзіць на наступны рабочы дзень, ${d}`,
    (d) => `The last day is a day off: the term moves to the next working day, ${d}`,
  ),
  previous: sentence(
    (d) => `Последний день нерабочий: срок переходит на предыдущий рабочий день, ${d}`,
    (d) => `Апошні дзень непрацоўны: тэрмін пераходзіць на папярэдні рабочы дзень, ${d}`,
    (d) => `The last day is a day off: the term moves to the working day before it, ${d}`,
  ),
}

export const provisionalText = (year: number): Text => ({
  ru: `Календарь ${year} года предварительный: переносы ещё не утверждены, срок может сдвинуться`,
  be: `Каляндар ${year} года папярэдні: пераносы яшчэ не зацверджаны, тэрмін можа зрушыцца`,
  en: `The calendar of ${year} is provisional: moved days are not announced yet, the date may move`,
})

export const dueTexts = {
  workingDay: (count: number) =>
    sentence(
      (d) => `${d} — рабочий день № ${count}: срок до конца дня`,
      (d) => `${d} — рабочы дзень № ${count}: тэрмін да канца дня`,
      (d) => `${d} is working day ${count}: due by the end of it`,
    ),
  day: sentence(
    (d) => `Срок — до конца дня ${d}`,
    (d) => `Тэрмін — да канца дня ${d}`,
    (d) => `Due by the end of ${d}`,
  ),
  instant: sentence(
    (d) => `Срок — ${d}`,
    (d) => `Тэрмін — ${d}`,
    (d) => `Due ${d}`,
  ),
}
