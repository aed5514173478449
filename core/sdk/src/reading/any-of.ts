/** Alternatives of a pattern, a kind of them a line. @param kinds each `one|another`, as a pattern writes them */
export const anyOf = (...kinds: readonly string[]): string => `(?:${kinds.join('|')})`
