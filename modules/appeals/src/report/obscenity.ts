/**
 * Roots of words that keep a text from the public until a human has read it. Only the unmistakable ones:
 * a held report costs a person time, and «хлебать», «оскорблять», «мандат» are honest words.
 */
const roots = [
  String.raw`(?<!\p{L})(?:за|от|о|на|по|ни|до|недо|при|у|вы|раз)?ху(?:й|и(?!н)|я|е(?!н)|ё|ли(?!\p{L}))`,
  String.raw`(?<!\p{L})(?:за|от|на|по|до|у|вы|раз|с|съ|подъ|въ|изъ|долбо|объ)?[её]б(?:а|у|и|л|н|ё|ы|е[тшн])`,
  String.raw`пизд`,
  String.raw`(?<!\p{L})бля(?:д|т|(?!\p{L}))`,
  String.raw`(?<!\p{L})муд(?:ак|ил|озв)`,
  String.raw`пид(?:ор|ар)`,
  String.raw`(?<!\p{L})fuck`,
  String.raw`(?<!\p{L})motherf`,
]
const pattern = new RegExp(roots.join('|'), 'u')

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
  '3': 'з',
  '6': 'б',
  '@': 'а',
}

/** Whether a text is obviously obscene, so that it waits for a human before strangers see it. */
export function isObscene(text: string): boolean {
  const low = text.toLowerCase()
  if (pattern.test(low)) return true
  const cyrillic = low.replace(/\S+/gu, (word) =>
    /[а-яёіў]/u.test(word)
      ? word
          .replace(/./gu, (letter) => twins[letter] ?? letter)
          .replace(/[*._-]/g, '')
          .replace(/(\p{L})\1+/gu, '$1')
      : word,
  )
  return pattern.test(cyrillic)
}
