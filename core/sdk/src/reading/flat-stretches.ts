import { anyOf } from './any-of.ts'
import { spansOf, type Span } from './spans.ts'

const number = String.raw`\d{1,4}(?!\d)(?:-?[а-яa-z](?!\p{L}))?`
const flat = anyOf(
  String.raw`кв|кварт(?=\.)|квартира|квартире|квартиру|квартирой|квартиры|кв-ра|кв-ре`,
  'кватэра|кватэры|кватэру|кватэрай',
  String.raw`комната|комн|ком(?=\.)|пакой|flat|apt|apartment`,
)
const storey = String.raw`(?: на \d{1,2}(?:-?\p{L}{1,2})? (?:этаже|паверсе))?`
const sign = String.raw`[ .:,(#-]{0,4}(?:№{1,2}|n|no\.?|номер|нумар)?[ (#]{0,2}`
const noSize = String.raw`(?! ?(?:кв|м|км)(?!\p{L}))`
/** «17, 18 и 19», but not «17, 3 подъезд». */
const more = String.raw` ?(?:-|и|і|,) ?(?=\d{1,4}(?!\d| ?(?:эт|па?дъ?е|пав|под)))`
/** What stands before the name of a street. */
const way = anyOf(
  String.raw`ул|улица|улице|улицы|улицу|вул|вуліца|вуліцы|вуліцу|пр|пр-т|просп|проспект|проспекте|праспект|праспекце`,
  String.raw`пер|переулок|переулке|зав|завулак|завулку|б-р|бульвар|бульваре|бульвары|наб|набережная|шоссе|шаша|тракт`,
  String.raw`мкр|мкрн|микрорайон|микрорайоне|мікрараён|пл|площадь|плошча|street|str`,
)
/** Names of streets by their ends, «Советская», «Ленина», and those that are words of their own. */
const street = anyOf(
  String.raw`\p{Lu}[\p{L}-]{2,30}(?:ая|яя|ой|ей|ую|юю|ай|яй|ина|ына|ова|ёва|ева|ого|аго|ко)`,
  'Мира|Міру|Победы|Перамогі|Труда|Працы|Космонавтов|Касманаўтаў|Строителей|Будаўнікоў|Юности|Юнацтва|Дружбы|Мая',
)
const building = anyOf(String.raw`д\.?|дом|доме|буд\.?|№`)
const month = 'янв|фев|мар|апр|ма[йяю]|июн|июл|авг|сен|окт|ноя|дек|сту|лют|сак|кра|тра|чэр|ліп|жні|вер|кас|ліс|сне'
/** Not a size, a day, an age: «Советская 12-14 мая». */
const noOther = String.raw`(?![\d-])(?! ?(?:%|мм|см|м|км|кг|л|шт|руб|лет|год|раз|час|мин|ч|${month}))`
/** «Советская 12-45», «ул. Мира, д. 12а-45»: a house and, behind the dash, a flat. */
const behindHouse = (name: string, flags: string): RegExp =>
  new RegExp(
    String.raw`(?<=(?<!\p{L})${name} ?,? ?(?:${building} ?)?\d{1,3}(?: ?[а-яa-z])?(?:\/\d{1,3}[а-яa-z]?)?(?:-\d{1,2}(?=-))? ?- ?)(?!(?:19|20)\d\d(?!\d))\d{1,4}(?:[а-яa-z](?!\p{L}))?${noOther}`,
    flags,
  )
const flats: readonly RegExp[] = [
  // «3 кв. 2026 г.» is a quarter, «120 кв. (17 м)» a size
  new RegExp(
    String.raw`(?<!\p{L})${flat}(?!\p{L})${storey}${sign}(?!(?:19|20)\d\d(?!\d))${number}${noSize}(?:${more}${number}){0,8}`,
    'giu',
  ),
  // «17 кв.»: one to four are quarters, metres stand behind sizes
  /(?<![\d.,:])(?!(?:19|20)\d\d(?!\d))(?:[5-9]|\d{2,4})(?:-?[а-я])? ?кв(?!\p{L})(?!\.? ?(?:м|км|см|метр|к[иі]л|\d))\.?/giu,
  /(?<![\d.,])\d{1,4}(?:-?(?:я|й|ю|ой|ую|ей|ай|ці|го)) (?:квартир|кватэр)(?:а|е|у|ой|ы|ай)(?!\p{L})/giu,
  /(?<![\d.,])\d{1,4} (?:квартира|квартире|квартиру|квартирой|кватэра|кватэру|кватэрай)(?!\p{L})/giu,
  /(?<=(?<!\p{L})(?:из|з|от|ад|у) )\d{1,4} (?:квартиры|кватэры)(?!\p{L})/giu,
  behindHouse(street, 'gu'),
  behindHouse(String.raw`${way}(?:\. ?| )(?:[\p{L}\p{N}.-]{1,30} ?){1,3}?`, 'giu'),
  // «к. 45» is a flat or a room; behind a house one digit is a part of it, «д. 5, к. 2»
  /(?<![\p{L}.]|т\. |\d[а-яa-z]?,? ?)к\. ?(?:№ ?)?(?!(?:19|20)\d\d(?!\d))\d{1,4}(?!\d)(?:-?[а-яa-z](?!\p{L}))?/giu,
  /(?<=\d[а-яa-z]?,? ?)к\. ?(?:№ ?)?(?!(?:19|20)\d\d(?!\d))\d{2,4}(?!\d)(?:-?[а-яa-z](?!\p{L}))?/giu,
]

export const flatSpans = (text: string): Span[] => flats.flatMap((shape) => spansOf(text, shape))
