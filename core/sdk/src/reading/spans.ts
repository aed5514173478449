/** `[from, to)` in a text. */
export type Span = readonly [from: number, to: number]

export const spansOf = (text: string, shape: RegExp): Span[] =>
  [...text.matchAll(shape)].map(({ 0: found, index }) => [index, index + found.length])
