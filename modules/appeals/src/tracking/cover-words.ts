const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
// seven digits and more, with what people put between them: a phone, a card, a passport number
const digits = /(?<![\p{L}\p{N}])\+?\d(?:[\s().-]{0,2}\d){6,}(?![\p{L}\p{N}])/gu

/** A stretch of a text: offsets as JavaScript counts, `to` is the first that is outside. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What the rule covers: people write their phone into a report, and it is not for everybody. */
export const coveredByRule = (text: string): readonly Stretch[] =>
  [email, digits].flatMap((rule) =>
    [...text.matchAll(rule)].map((found) => ({ from: found.index, to: found.index + found[0].length })),
  )
