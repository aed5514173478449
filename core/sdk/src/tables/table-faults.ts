import type { Text } from '../text.ts'
import type { FieldProblem } from '../problem.ts'
import type { Lang } from '../text.ts'

const messages = {
  HEADER: { ru: 'Нет столбца «{what}»', be: 'Няма слупка «{what}»', en: 'Column “{what}” is missing' },
  HEADER_TWICE: {
    ru: 'Столбец «{what}» стоит дважды',
    be: 'Слупок «{what}» стаіць двойчы',
    en: 'Column “{what}” stands there twice',
  },
  EMPTY: { ru: 'В таблице нет строк', be: 'У табліцы няма радкоў', en: 'The table has no rows' },
  TOO_MANY: {
    ru: 'Больше {what} строк: разделите таблицу',
    be: 'Больш за {what} радкоў: падзяліце табліцу',
    en: 'More than {what} rows: split the table',
  },
  TOO_WIDE: {
    ru: 'Больше {what} столбцов: уберите лишние',
    be: 'Больш за {what} слупкоў: прыбярыце лішнія',
    en: 'More than {what} columns: take some out',
  },
  TOO_LARGE: {
    ru: 'Таблица длиннее {what} знаков: разделите её',
    be: 'Табліца даўжэйшая за {what} знакаў: падзяліце яе',
    en: 'The table is longer than {what} characters: split it',
  },
  QUOTE: {
    ru: 'кавычка открыта и не закрыта',
    be: 'двукоссе адкрыта і не закрыта',
    en: 'a quote is opened and never closed',
  },
  REQUIRED: { ru: 'не заполнено', be: 'не запоўнена', en: 'empty' },
  CODE: {
    ru: 'нужен код вида {like}, а не «{what}»',
    be: 'патрэбны код, напрыклад {like}, а не «{what}»',
    en: 'a code looks like {like}, not “{what}”',
  },
  TWICE: { ru: '«{what}» уже есть выше', be: '«{what}» ужо ёсць вышэй', en: '“{what}” stands above already' },
  UNKNOWN: { ru: '«{what}» в этом городе нет', be: '«{what}» у гэтым горадзе няма', en: 'this city has no “{what}”' },
  AMBIGUOUS: {
    ru: '«{what}» здесь несколько, напишите код: {like}',
    be: '«{what}» тут некалькі, напішыце код: {like}',
    en: 'there are several “{what}”, write the code: {like}',
  },
  COORDINATE: { ru: '«{what}» не координата', be: '«{what}» не каардыната', en: '“{what}” is no coordinate' },
  NUMBER: {
    ru: 'нужно число {like}, а не «{what}»',
    be: 'патрэбны лік {like}, а не «{what}»',
    en: 'a number {like} is needed, not “{what}”',
  },
  YES_NO: {
    ru: 'напишите «да» или «нет», а не «{what}»',
    be: 'напішыце «так» ці «не», а не «{what}»',
    en: 'write “yes” or “no”, not “{what}”',
  },
  TOO_LONG: { ru: 'длиннее {what} знаков', be: 'даўжэй за {what} знакаў', en: 'longer than {what} characters' },
} as const satisfies Record<string, Text>

export type FaultCode = keyof typeof messages

/** Why a cell cannot be: a code of the SDK's, or one's own with its words, in which `{what}` and `{like}` are filled in. */
export interface CellFault {
  readonly fault: FaultCode | { readonly code: string; readonly text: Text }
  readonly what?: string
  readonly like?: string
}

const row: Text = { ru: 'Строка {line}', be: 'Радок {line}', en: 'Row {line}' }

/**
 * A fault in words that name row and column as whoever made the table calls them.
 *
 * @param at row as a spreadsheet counts it, code of the column, and its header in that table
 */
export function tableFault(
  { fault, what = '', like = '' }: CellFault,
  lang: Lang,
  at: { readonly line?: number; readonly column?: string; readonly header?: string } = {},
): FieldProblem {
  const { code, text } = typeof fault === 'string' ? { code: fault, text: messages[fault] } : fault
  const words = text[lang].replaceAll('{what}', short(what)).replaceAll('{like}', short(like))
  const where =
    at.line === undefined
      ? ''
      : `${row[lang].replace('{line}', String(at.line))}${at.header ? `, «${short(at.header)}»` : ''}: `
  return {
    path: at.line === undefined ? (at.column ?? 'table') : `line.${at.line}${at.column ? `.${at.column}` : ''}`,
    code: typeof fault === 'string' ? `CSV_${code}` : code,
    message: where + words,
  }
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
