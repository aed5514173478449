import type { Ctx } from '../ctx.ts'
import { Problem } from '../problem.ts'
import type { Text } from '../text.ts'
import type { RowChange } from './compare-rows.ts'
import type { GivenTable } from './read-table.ts'
import type { Table } from './table.ts'

const words = {
  unknown: {
    ru: 'Столбец «{what}» здесь не нужен: его не загружаем.',
    be: 'Слупок «{what}» тут не патрэбны: яго не загружаем.',
    en: 'Column “{what}” has no place here: it is left out.',
  },
  meant: {
    ru: 'Строка {line}: «{what}» поняли как «{value}».',
    be: 'Радок {line}: «{what}» зразумелі як «{value}».',
    en: 'Row {line}: “{what}” was read as “{value}”.',
  },
  more: {
    ru: 'Так же поняли ещё ячеек: {n}.',
    be: 'Гэтак жа зразумелі яшчэ ячэек: {n}.',
    en: 'Cells read so besides: {n}.',
  },
} satisfies Record<string, Text>

const most = 10

/** What somebody should know before they press: what is left out, and what was taken for something else. */
export function importNotes<T>(
  { lang }: Pick<Ctx<T>, 'lang'>,
  table: Table<T>,
  { unknown, meant }: GivenTable,
  changes: readonly RowChange[],
): readonly string[] {
  const say = (text: Text, params: Readonly<Record<string, string | number>>) =>
    new Problem('NOTE', text, { params }).messageIn(lang)
  const known = changes.flatMap(({ before, after }) => (before ? [{ before: before.cells, after }] : []))
  return [
    ...unknown.slice(0, most).map((what) => say(words.unknown, { what })),
    ...meant.slice(0, most).map(({ line, typed, value }) => say(words.meant, { line, what: typed, value })),
    ...(meant.length > most ? [say(words.more, { n: meant.length - most })] : []),
    ...(table.notes?.(known) ?? []).map((text) => text[lang]),
  ]
}
