/** Markup that is safe to send as it is. */
export interface Html {
  readonly html: string
}

type Piece = Html | string | number | false | undefined | readonly Piece[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

function print(piece: Piece): string {
  if (piece === false || piece === undefined) return ''
  if (Array.isArray(piece)) return piece.map(print).join('')
  return typeof piece === 'object' ? (piece as Html).html : escape(String(piece))
}

/** Markup in which every value is escaped, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: strings.reduce((whole, text, i) => whole + print(pieces[i - 1]) + text),
})

/** Markup from somebody we trust to have escaped it. */
export const raw = (text: string): Html => ({ html: text })
