/** Letters of both alphabets that look alike, by the Latin one. */
const twins: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  І: 'I',
}
/** One sign for one, in capitals: the places stay. */
export const latin = (text: string): string =>
  text.replace(/\p{L}/gu, (letter) => {
    const capital = letter.toUpperCase()
    return capital.length === letter.length ? (twins[capital] ?? capital) : letter
  })
