import { randomInt } from 'node:crypto'

/** The seed of this run, or that of a run before: `SEED=… vitest run …`. */
export const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31))

/** The same numbers for the same seed (mulberry32). */
export function seeded(from: number): () => number {
  let state = (from * 0x9e3779b9) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const oneOf = <One>(random: () => number, all: readonly One[]): One => all[Math.floor(random() * all.length)]!

/** What keyboards, Word and contact cards put between digits. */
export const separators = [
  ...[
    '',
    '',
    ' ',
    '-',
    '–',
    '—',
    '‑',
    '‒',
    '−',
    '\u00a0',
    '\u202f',
    '\u2009',
    '.',
    '/',
    ' - ',
    ' – ',
    '--',
    '_',
    '·'.slice(1),
  ],
] as const
/** What nobody sees. */
export const unseen = [
  '',
  '',
  '',
  '\u200b',
  '\u200e',
  '\u202a',
  '\u202c',
  '\u202d',
  '\u2066',
  '\u2069',
  '\ufeff',
  '\u00ad',
  '\u2060',
] as const

/** A number with something else put between its groups and signs each time. */
export function typedNumber(random: () => number, groups: readonly string[]): string {
  let typed = oneOf(random, unseen)
  groups.forEach((group, at) => {
    if (at > 0) typed += oneOf(random, separators)
    const [open, close] =
      at === 1 && random() < 0.4
        ? oneOf(random, [
            ['(', ')'],
            [' (', ') '],
            ['[', ']'],
          ])
        : ['', '']
    typed += open
    for (const digit of group) typed += digit + oneOf(random, unseen)
    typed += close
  })
  return typed
}
