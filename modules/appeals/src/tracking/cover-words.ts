const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
// seven digits and more, with what people put between them: a phone, a card, a passport number
const digits = /(?<![\p{L}\p{N}])\+?\d(?:[\s().-]{0,2}\d){6,}(?![\p{L}\p{N}])/gu

/** A text as strangers may read it: people write their phone into a report, and it is not for everybody. */
export const publicText = (text: string | null): string | null =>
  text && text.replace(email, '•••').replace(digits, '•••')
