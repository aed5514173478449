/** Signs that are not seen: zero-width ones, direction marks, soft hyphens, fillers that Unicode counts as letters. */
const unseen = String.raw`\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\u{fff9}-\u{fffc}`
/** Controls besides tab and the ends of lines, which have a meaning of their own. */
const controls = String.raw`\u{0}-\u{8}\u{e}-\u{1f}\u{7f}-\u{84}\u{86}-\u{9f}`

const marks = new RegExp(`[${unseen}${controls}]`, 'gu')
const mark = new RegExp(`^[${unseen}${controls}]$`, 'u')

/** A text without anything that is not seen; for numbers, addresses and codes, where no emoji stands. */
export const withoutMarks = (text: string): string => text.replace(marks, '')

/** Whether a sign, one code point, is seen by nobody. */
export const isMark = (sign: string): boolean => mark.test(sign)

const dash = /[\p{Pd}\u2212\u2043\u00ac\u02d7]/u
/** Dots at half height, which phones and Word put for a full stop. */
const dot = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb]/u
const space = /[\s\u2800]/u
const digit = /\p{Nd}/u

/** One sign as a plain keyboard would have it: a dash of any length is `-`, a space of any width is ` `. */
export function plainSign(sign: string): string {
  if (sign < '\u0080') return space.test(sign) ? ' ' : sign
  if (dash.test(sign)) return '-'
  if (space.test(sign)) return ' '
  if (dot.test(sign)) return '.'
  const same = sign.normalize('NFKC')
  if (digit.test(same) && same.length === 1) return same
  return same.length === sign.length ? same : sign
}
