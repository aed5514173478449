import { anyOf } from './any-of.ts'
import { spansOf, type Span } from './spans.ts'
import { latin } from './twins.ts'

const edge = String.raw`(?<![\p{L}\p{N}])`
const end = String.raw`(?![\p{L}\p{N}])`
/** Letters that stand on plates of Belarus; those of Russia are among them. */
const letter = '[ABCEHIKMOPTXY]'
/** Units and small words of two such letters, which stand beside numbers for another reason. */
const noWord = '(?!(?:MM|CM|KM|KB|BT|HA|OT|BO|CO|HO|TO|AX|OX)(?![A-Z]))'
const year = String.raw`(?:19|20)\d\d`

/** In capitals of one alphabet, whatever was typed. */
const anyCase: readonly RegExp[] = [
  new RegExp(`${edge}\\d{4} ?${letter}{2}-[0-8]${end}`, 'gu'), // 1234 AB-7
  new RegExp(`${edge}\\d{4} ?${noWord}${letter}{2} [0-8]${end}`, 'gu'),
  new RegExp(`${edge}${letter}{2} ?(?!${year})\\d{4}-[0-8]${end}`, 'gu'), // AB 1234-7, a lorry
  new RegExp(`${edge}${letter}\\d{4}${letter}-[0-8]${end}`, 'gu'), // A1234B-7, a trailer
  new RegExp(`${edge}E\\d{3} ?${letter}{2}-[0-8]${end}`, 'gu'), // E123 AB-7, an electric car
  new RegExp(`${edge}\\d ?T${letter}{2} ?\\d{4}${end}`, 'gu'), // 7TAX 1234, a taxi
  new RegExp(`${edge}${letter}\\d{3}${letter}{2}(?:[ -]?\\d{2,3})?(?: ?RUS)?${end}`, 'gu'), // А123ВС 77
]
/** With gaps between the letters only where they are capitals: «с 500 на 600» is no plate. */
const capitals: readonly RegExp[] = [
  new RegExp(`${edge}${letter}[ -]\\d{3}[ -]${noWord}${letter}{2}(?:[ -]?\\d{2,3})?(?: ?RUS)?${end}`, 'gu'),
]
const car = anyOf(
  'машин|автомобил|аўтамабіл|авто|аўто|легковуш|легкавуш|такси|таксі|джип|микроавтобус|мікрааўтобус',
  String.raw`гос\.? ?номер|госномер|дзярж\.? ?нумар|рег\.? ?(?:номер|нумар)|номерн|нумарн`,
)
/** Half of a plate, or one of another kind, that a word announces. */
const announced = new RegExp(
  `(?<=(?<!\\p{L})${car}\\p{L}{0,6}[ :,№-]{1,3}(?:(?:номер|нумар|с номером|з нумарам|№)\\p{L}{0,3}[ :№-]{1,3})?)` +
    `(?:\\d{3,4} ?[A-ZА-ЯІ]{2}|[A-ZА-ЯІ]{1,2} ?\\d{3,4}(?: ?[A-ZА-ЯІ]{1,2})?)(?:[ -]?\\d{1,3})?${end}`,
  'giu',
)

/** Where plates of cars stand in a plain text: those of Belarus and Russia, of Latin letters and of Cyrillic ones. */
export function plateSpans(text: string): Span[] {
  const alike = latin(text)
  const typedInCapitals = ([from, to]: Span): boolean => {
    const typed = text.slice(from, to)
    return typed === typed.toUpperCase()
  }
  return [
    ...anyCase.flatMap((shape) => spansOf(alike, shape)),
    ...[...capitals.flatMap((shape) => spansOf(alike, shape)), ...spansOf(text, announced)].filter(typedInCapitals),
  ]
}
