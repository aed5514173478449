import { readFileSync } from 'node:fs'

/** One row of `words.tsv`: what somebody typed, and what has to become of it wherever it is read. */
export interface Word {
  readonly kind: 'phone' | 'email' | 'visible' | 'cover' | 'keep' | 'obscene'
  readonly input: string
  /** As it is stored, `refuse`, `keep`, `hold`, or a text in which `•` stands for any covering. */
  readonly expected: string
}

/** The shared table: reading, covering and search are all held to it. */
export const words: readonly Word[] = readFileSync(new URL('./words.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [kind, input, expected] = line.split('\t')
    return { kind: kind as Word['kind'], input: input!, expected: expected! }
  })

export const wordsOf = (...kinds: Word['kind'][]): readonly Word[] => words.filter(({ kind }) => kinds.includes(kind))

/** A text with every covering as the table has it. */
export const withDots = (covered: string): string => covered.replace(/•+/g, '•')
