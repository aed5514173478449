import type { Cells, TableColumn, Text } from '@vmeste/sdk'

const words = (
  ru: string,
  be: string,
  en: string,
  ...also: readonly string[]
): Pick<TableColumn, 'title' | 'also'> => ({ title: { ru, be, en }, also })

/** Headers of the table of places. */
export const columnWords = {
  code: words('Код', 'Код', 'Code', 'Код таблички', 'QR'),
  type: words('Тип', 'Тып', 'Type', 'Вид', 'Что это', 'Тип объекта'),
  name: words('Название', 'Назва', 'Name', 'Наименование', 'Название по-русски', 'name_ru'),
  name_be: words('Название по-белорусски', 'Назва па-беларуску', 'Name in Belarusian'),
  name_en: words('Название по-английски', 'Назва па-англійску', 'Name in English'),
  address: words('Адрес', 'Адрас', 'Address', 'Местоположение'),
  lat: words('Широта', 'Шырата', 'Latitude', 'latitude', 'y'),
  lon: words('Долгота', 'Даўгата', 'Longitude', 'lng', 'long', 'x'),
  department: words('Служба', 'Служба', 'Service', 'Чьё это', 'Отдел', 'Аддзел'),
  territory: words('Территория', 'Тэрыторыя', 'Territory', 'Район', 'Раён'),
  active: words('Работает', 'Працуе', 'Works', 'Действует', 'Активно'),
} as const

/** Places that are off the map stay so: said before somebody wonders. */
export function objectNotes(rows: readonly { readonly before: Cells; readonly after: Cells }[]): readonly Text[] {
  const off = rows.filter(({ before, after }) => before['active'] === 'false' && after['active'] === 'false').length
  return off === 0
    ? []
    : [
        {
          ru: `Не работают и останутся такими: ${off}. Вернуть их можно столбцом «Работает».`,
          be: `Не працуюць і застануцца такімі: ${off}. Вярнуць іх можна слупком «Працуе».`,
          en: `Off the map, and staying so: ${off}. The column “Works” brings them back.`,
        },
      ]
}
