import type { Cells, TableColumn, Text } from '@vmeste/sdk'

export const words = (
  ru: string,
  be: string,
  en: string,
  ...also: readonly string[]
): Pick<TableColumn, 'title' | 'also'> => ({ title: { ru, be, en }, also })

/** Headers that more than one table of the directory has. */
export const sharedWords = {
  code: words('Код', 'Код', 'Code', 'Код службы'),
  name: words('Название', 'Назва', 'Name', 'Наименование', 'Название по-русски', 'name_ru'),
  name_be: words('Название по-белорусски', 'Назва па-беларуску', 'Name in Belarusian'),
  name_en: words('Название по-английски', 'Назва па-англійску', 'Name in English'),
  phone: words('Телефон', 'Тэлефон', 'Telephone', 'Тел.', 'Телефон диспетчера'),
}

export const nameCells = ({ ru, be, en }: Text): Cells => ({ name: ru, name_be: be, name_en: en })
export const nameOf = (cells: Cells): Text => ({
  ru: cells['name'] ?? '',
  be: cells['name_be'] ?? '',
  en: cells['name_en'] ?? '',
})
