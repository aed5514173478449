/** What a report is called in a list: the tile somebody touched, else its topic. */
export const reportTitle = (report: {
  readonly tile: string | null
  readonly topic: { readonly title: string }
}): string => report.tile ?? report.topic.title

/** «детская площадка» opens a line as «Детская площадка». */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const short: Readonly<Record<string, string>> = {
  улица: 'ул',
  вуліца: 'вул',
  переулок: 'пер',
  завулак: 'зав',
  проспект: 'пр',
  площадь: 'пл',
}
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => short[word] ?? word)
    .join(' ')
/** Whether one text says what another says already: «площадка, ул. Советская 12» and «ул. Советская, 12». */
export const saysToo = (whole: string, part: string): boolean => bare(whole).includes(bare(part))

/**
 * A place in one line, nothing of it twice: «Детская площадка, ул. Советская, 12», but «ул. Первомайская, 40» for the
 * street of that name.
 */
export function placeLine({
  name,
  address,
}: {
  readonly name: string | null
  readonly address: string | null
}): string {
  if (!name || (address && saysToo(address, name))) return address ?? ''
  return !address || saysToo(name, address) ? sentence(name) : `${sentence(name)}, ${address}`
}
