/**
 * A text in which nothing is torn apart at the end of a line: № and its number, a number and its unit, a word and the
 * dash behind it. Values are put in afterwards, and stay as they are.
 * @example tied('Закон № 300-З — это {n} месяцев')
 */
export const tied = (text: string): string => text.replace(torn, '$1$2\u00a0')

const torn = /(№|No\.) (?=[\d{])|(\d|\{(?:n|count|\w+s)\}) (?=\p{L})| (?=—)/gu
