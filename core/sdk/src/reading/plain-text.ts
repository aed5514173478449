import { isMark, plainSign } from './marks.ts'

/** A text as a plain keyboard would have typed it, and where each of its signs stands in the original. */
export interface PlainText {
  readonly text: string
  /** Range of the original behind a range of the plain text; unseen signs after it are taken along. */
  range(from: number, to: number): { readonly from: number; readonly to: number }
}

/** Most texts hold some hundred different signs: what each becomes is asked once. */
const known = new Map<string, string>()
function plainOf(sign: string): string {
  const found = known.get(sign)
  if (found !== undefined) return found
  // a key cap, 8️⃣, is the digit with two signs on top
  const plain = isMark(sign) || sign === '\u20e3' ? '' : sign === '\n' ? sign : plainSign(sign)
  if (known.size < 5000) known.set(sign, plain)
  return plain
}

const digits: Readonly<Record<string, string>> = { о: '0', o: '0', з: '3', б: '6', l: '1' }

/** Takes out what nobody sees, and makes dashes, spaces and digits plain, so that one rule finds them all. */
export function plainText(original: string): PlainText {
  const signs: string[] = []
  const starts: number[] = []
  let at = 0
  for (const sign of original) {
    const plain = plainOf(sign)
    for (let unit = 0; unit < plain.length; unit++) starts.push(at)
    signs.push(plain)
    at += sign.length
  }
  // «8О29-4З-б5»: a letter between digits that looks like one
  const text = signs.join('').replace(/(?<=\d|\d-)[оoзбl](?=[\s-]?\d)/giu, (letter) => digits[letter.toLowerCase()]!)
  return { text, range: (from, to) => ({ from: starts[from] ?? at, to: starts[to] ?? at }) }
}
