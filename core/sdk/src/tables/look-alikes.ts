/** Cyrillic letters that look like Latin ones, in lower case: as letters in a table are mixed up by hand. */
const looks: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', ё: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x' },
  ...{ і: 'i', ї: 'i', ѕ: 's', ј: 'j', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h' },
}
/** Latin letters as they are said: whoever types a code in Russian writes «УЗ» for `UZ`. */
const sounds: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'j', з: 'z', и: 'i', й: 'j', к: 'k', л: 'l', м: 'm' },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ў: 'u', ф: 'f', х: 'h', ц: 'c', ы: 'y', э: 'e' },
  ...{ і: 'i' },
}
/** Letters that stand where a digit is meant, and the other way round. */
const digits: Readonly<Record<string, string>> = { o: '0', о: '0', з: '3', l: '1', i: '1', і: '1', б: '6' }

/**
 * Words as they are compared: without case, signs and double spaces; «ё» is «е».
 *
 * @example foldWords(' Название (по-русски) ') // 'название по русски'
 */
export const foldWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The same for both alphabets: «СОSНА» and «СОЅНА» give one skeleton. */
export const skeleton = (text: string): string => foldWords(text).replace(/[^ ]/gu, (letter) => looks[letter] ?? letter)

const mostReadings = 512
const longestCode = 60

/**
 * Codes that somebody may have meant: other dashes, none at all, letters of the other alphabet by look and by sound.
 * The way it stands there comes first.
 *
 * @param fits what a code looks like
 */
export function meantCodes(typed: string, fits: RegExp): readonly string[] {
  if (typed.length > longestCode) return []
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u00ad]+/gu, '')
    .replace(/[\u2010-\u2015\u2212_]/gu, '-')
  if (fits.test(plain)) return [plain]
  let readings = ['']
  for (const sign of plain) {
    const low = sign.toLowerCase()
    const own = /[A-Z0-9.-]/.test(sign) ? [sign] : []
    const choices = [...new Set([...own, ...[looks[low], sounds[low], digits[low]].flatMap((one) => one ?? [])])]
    if (choices.length === 0 || readings.length * choices.length > mostReadings) return []
    readings = readings.flatMap((begun) => choices.map((choice) => begun + choice.toUpperCase()))
  }
  // `UZ0047`: the dash is put in where letters end
  return [...new Set(readings.flatMap((one) => [one, one.replace(/^([A-Z]+)(\d)/, '$1-$2')]))].filter((one) =>
    fits.test(one),
  )
}
