/**
 * Roots of words that keep a text from the public until a human has read it. Only the unmistakable ones:
 * a held report costs a person time, and «хлебать», «оскорблять», «скипидар» are honest words.
 */
const prefix = '(?:в|за|от|о|об|на|по|пере|ни|не|до|недо|при|про|у|вы|раз|рас|с)?'
const roots = [
  String.raw`(?<!\p{L})${prefix}ху(?:й|и(?!н)|я|е(?!н)|ё|ли(?!\p{L})|ле(?!\p{L}))`,
  String.raw`(?<!\p{L})(?:за|от|отъ|на|по|до|у|вы|раз|разъ|с|съ|подъ|въ|изъ|долбо|объ|пере|при|про)?[её]б(?:а|у(?!рг)|и|л|н|ё|ы|е[тшн])`,
  String.raw`(?<!\p{L})[оа]ху[еёи]`,
  String.raw`(?<!\p{L})[хx][уy]\*`,
  String.raw`п[иі]зд|пзд[це]`,
  String.raw`(?<!\p{L})(?:за|на|у|вы)?йоб(?:а|н)`,
  String.raw`(?<!\p{L})(?:за|от|на|по|до|вы)?бля(?:д|т|(?!\p{L}))`,
  String.raw`(?<!\p{L})муд(?:ак|ил|озв)`,
  String.raw`(?<!\p{L})(?:за|от|на|с|рас|вы|до)?пид(?:ор|ар|р(?!\p{L}))`,
  String.raw`(?<!\p{L})fuck`,
  String.raw`(?<!\p{L})motherf`,
  String.raw`(?<!\p{L})(?:pizd(?:e|a|u)|bly?a[dt](?!\p{L})|na?huy(?!\p{L}))`,
]
const pattern = new RegExp(roots.join('|'), 'u')

/** Words with stars in them are compared with these, sign by sign, from the beginning. */
const starred = ['хуй', 'хуя', 'хуе', 'хуё', 'хуи', 'нахуй', 'похуй', 'нехуй', 'пизда', 'пизде', 'пизды', 'пиздец']
  .concat(['блядь', 'бляди', 'блять', 'ебать', 'ебал', 'ебан', 'ебну', 'еблан', 'заеб', 'уеб', 'мудак', 'пидор'])
  .concat(['пидар', 'fuck'])

// letters that look alike, digits used as letters, and anything put between letters to slip through
const twins: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  y: 'у',
  x: 'х',
  k: 'к',
  b: 'б',
  u: 'и',
  і: 'и',
  '0': 'о',
  '1': 'и',
  '3': 'з',
  '6': 'б',
  '@': 'а',
}
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu
/** One letter, a gap, one letter…: «п и з д е ц», «х-у-й». */
const spelled = /(?<![\p{L}\p{N}])\p{L}(?:[\s.*_-]{1,3}\p{L}(?![\p{L}\p{N}])){2,}/gu
const masked = /[\p{L}@*#$%•]{3,}/gu

/**
 * Whether a text is obviously obscene, so that it waits for a human before strangers see it: also with look-alike
 * letters, with stars in place of letters, and spelled out. No honest word of Russian or Belarusian that is known here.
 *
 * @example isObscene('полный п и з д е ц') // true
 * @example isObscene('скипидар пролит') // false
 */
export function isObscene(text: string): boolean {
  const low = text.normalize('NFKC').replace(unseen, '').toLowerCase()
  if (pattern.test(low) || starredIn(low)) return true
  const joined = low.replace(spelled, (letters) => letters.replace(/[\s.*_-]/g, ''))
  const cyrillic = joined.replace(/\S+/gu, (word) =>
    /[а-яёіў]/u.test(word)
      ? word
          .replace(/./gu, (letter) => twins[letter] ?? letter)
          .replace(/[*._-]/g, '')
          .replace(/(\p{L})\1+/gu, '$1')
      : word,
  )
  return pattern.test(joined) || pattern.test(cyrillic)
}

/** `@` is an «а» or any letter. */
const mask = /[*#$%•@]/u
function starredIn(text: string): boolean {
  for (const [word] of text.matchAll(masked)) {
    if (!mask.test(word)) continue
    const letters = word.replace(/[*#$%•@]/gu, '').length
    // a star behind a word points to a note; «х**» does not
    if (letters === 0 || (letters === 1 && word.length < 3) || /^\p{L}{2,}\*$/u.test(word)) continue
    if ([word, word.replace(/./gu, (sign) => twins[sign] ?? sign)].some(hides)) return true
  }
  return false
}

/** One star stands for one letter, several for some. */
function hides(word: string): boolean {
  const signs = [...word]
  const form = new RegExp(`^${word.replace(/[*#$%•@]{2,}/gu, '\\p{L}{1,6}').replace(/[*#$%•@]/gu, '\\p{L}')}`, 'u')
  return starred.some(
    (known) =>
      form.test(known) ||
      (signs.length >= known.length && [...known].every((letter, at) => mask.test(signs[at]!) || signs[at] === letter)),
  )
}
