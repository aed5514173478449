/** How text files of our offices are written. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'ibm866', 'koi8-r'] as const
export type Encoding = (typeof encodings)[number]

export interface Reading {
  readonly encoding: Encoding
  readonly text: string
}
/** What a file says, or what it may say where nobody can tell. */
export type Decoded = { readonly sure: Reading } | { readonly ask: readonly Reading[] }

const oneByte = ['windows-1251', 'ibm866', 'koi8-r'] as const

/**
 * The text of a table, whichever program has saved it. The letters tell: read in the wrong way they are rare ones, and
 * capital in the middle of words. Where that is not plain, every reading comes back, the likeliest first.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const told = byteOrder(bytes)
  if (told) return { sure: reading(told, bytes) }
  try {
    return { sure: { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) } }
  } catch {
    // not UTF-8: one byte is one letter
  }
  const weighed = oneByte
    .map((encoding) => reading(encoding, bytes))
    .map((one) => ({ ...one, ...likeness(one.text) }))
    .sort((one, other) => other.mean - one.mean)
  const [best, second] = weighed as [(typeof weighed)[0], (typeof weighed)[0]]
  const plain = best.mean > 0.6 && (best.mean - second.mean) * Math.sqrt(best.letters) > 2
  const readings = weighed.map(({ encoding, text }) => ({ encoding, text }))
  return plain ? { sure: readings[0]! } : { ask: readings }
}

const reading = (encoding: Encoding, bytes: Uint8Array): Reading => ({
  encoding,
  text: new TextDecoder(encoding).decode(bytes),
})

/** UTF-16, by its mark or by the high bytes of Cyrillic and Latin letters. */
function byteOrder(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const seen = bytes.subarray(0, 4000)
  if (seen.length < 4 || bytes.length % 2 !== 0) return undefined
  const high = (from: 0 | 1): number => {
    let count = 0
    for (let at = from; at < seen.length; at += 2) if ([0x00, 0x04, 0x20, 0x21].includes(seen[at]!)) count += 1
    return count / Math.ceil(seen.length / 2)
  }
  if (!seen.includes(0)) return undefined
  if (high(1) > 0.95 && high(0) < 0.7) return 'utf-16le'
  return high(0) > 0.95 && high(1) < 0.7 ? 'utf-16be' : undefined
}

/** Letters from the commonest to the rarest, as Russian and Belarusian texts have them. */
const common = 'оаеинтсрвлкмдпуяыьгзбчйхжшюцэщфіўъё'
const signs = new Set('«»–—№’‘“”„…°·\u00a0')

/** How much a text looks like one: the mean over what is not ASCII. */
function likeness(text: string): { readonly mean: number; readonly letters: number } {
  let sum = 0
  let letters = 0
  let before = ''
  for (const sign of text.slice(0, 50_000)) {
    if (sign > '\u007f') {
      letters += 1
      const low = sign.toLowerCase()
      const rank = common.indexOf(low)
      if (rank >= 0) {
        const weight = 2 - (2 * rank) / common.length
        const capital = sign !== low
        // a capital letter after a small one stands in no word
        sum += !capital ? weight : /\p{Ll}/u.test(before) ? -2 : weight * 0.6
      } else sum += signs.has(sign) ? 0.5 : -3
    }
    before = sign
  }
  return { mean: letters === 0 ? 0 : sum / letters, letters }
}
