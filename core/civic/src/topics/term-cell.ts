import { choiceCell, foldWords, type CellKind, type Lang, type Text } from '@vmeste/sdk'
import { parsePlainTerm } from '../deadlines/term.ts'
import { messageTerms } from './message-terms.ts'

const unknown: Text = {
  ru: 'срок пишется так: 5 раб. дн., 15 дн., 1 мес., 9 раб. ч, 4 ч, 30 мин, а не «{what}»',
  be: 'тэрмін пішацца так: 5 раб. дз., 15 дз., 1 мес., 9 раб. гадз, 4 гадз, 30 хв, а не «{what}»',
  en: 'write a term as 5 working days, 15 days, 1 month, 9 working h, 4 h, 30 min, not “{what}”',
}

/** By the ending of a term: how it is shown, and what else people write for it, folded: «ё» is «е». */
const units: Readonly<Record<string, { readonly shown: Text; readonly also: RegExp }>> = {
  min: { shown: { ru: 'мин', be: 'хв', en: 'min' }, also: /^(мин(ут[аы]?)?|хв(ілін[аы]?)?|min(utes?)?)$/ },
  h: { shown: { ru: 'ч', be: 'гадз', en: 'h' }, also: /^(ч(ас(а|ов)?)?|гадз(ін[аы]?)?|h(ours?)?)$/ },
  wh: {
    shown: { ru: 'раб. ч', be: 'раб. гадз', en: 'working h' },
    also: /^(раб\S*|прац\S*|working) (ч(ас(а|ов)?)?|гадз(ін[аы]?)?|h(ours?)?)$/,
  },
  d: {
    shown: { ru: 'дн.', be: 'дз.', en: 'days' },
    also: /^((кал\S*|calendar) )?(дн|дн[яей]|день|дней|дня|сут(ки|ок)|дз|дзень|дні|дзен|сутк[іа]|сутак|days?)$/,
  },
  wd: {
    shown: { ru: 'раб. дн.', be: 'раб. дз.', en: 'working days' },
    also: /^(раб\S*|прац\S*|working) (дн|день|дня|дней|дз|дзень|дні|дзен|days?)$/,
  },
  mo: { shown: { ru: 'мес.', be: 'мес.', en: 'months' }, also: /^(мес(яц(а|ев)?)?|месяц[аы]?ў?|months?)$/ },
}

/** Terms that the rules of messages know by a name. */
const titles: Readonly<Record<string, Text>> = {
  consider: { ru: 'Рассмотрение', be: 'Разгляд', en: 'Consideration' },
  forward: { ru: 'Перенаправление', be: 'Перанакіраванне', en: 'Forwarding' },
  triage: { ru: 'Разбор', be: 'Разбор', en: 'Sorting' },
  moderate: { ru: 'Проверка перед показом', be: 'Праверка перад паказам', en: 'Check before showing' },
  reopen: { ru: 'Возврат в работу', be: 'Вяртанне ў працу', en: 'Reopening' },
  answer: { ru: 'Первый ответ', be: 'Першы адказ', en: 'First answer' },
  answerUrgent: { ru: 'Первый ответ, срочный', be: 'Першы адказ, тэрміновы', en: 'First answer, urgent' },
  final: { ru: 'Окончательный ответ', be: 'Канчатковы адказ', en: 'Final answer' },
}

/** A term: `5wd`, «5 раб. дн.», or the name of one in the rules. Kept as the rules write it. */
export function termCell(lang: Lang): CellKind {
  const named = choiceCell(
    [...messageTerms].map((code) => ({ code, title: titles[code] ?? { ru: code, be: code, en: code } })),
    lang,
  )
  return {
    read: (typed) => {
      const plain = plainTermOf(typed)
      if (plain !== undefined) return { value: plain }
      const read = named.read(typed, [])
      return 'fault' in read ? { fault: { code: 'TERM_UNKNOWN', text: unknown }, what: typed } : read
    },
    show: (value) => {
      const [, number, unit] = /^(\d+)([a-z]+)$/.exec(value) ?? []
      const shown = units[unit ?? '']?.shown[lang]
      return number !== undefined && shown !== undefined ? `${number} ${shown}` : named.show(value)
    },
  }
}

function plainTermOf(typed: string): string | undefined {
  const [, number, words] = /^(\d{1,4}) ?(.+)$/.exec(foldWords(typed)) ?? []
  if (number === undefined || words === undefined) return undefined
  const unit = words in units ? words : Object.keys(units).find((one) => units[one]!.also.test(words))
  const term = `${number}${unit ?? ''}`
  return parsePlainTerm(term) && term
}
