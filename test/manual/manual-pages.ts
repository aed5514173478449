import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { read, root } from '../workspace.ts'

export type Tongue = 'en' | 'ru'

/** Pages of the manual in one language, in the order in which somebody follows them: the entry, then those below it. */
export function manualPages(tongue: Tongue): readonly string[] {
  const base = tongue === 'en' ? 'docs' : 'docs/ru'
  const below = `${base}/operations`
  const further = existsSync(join(root, below))
    ? readdirSync(join(root, below))
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => `${below}/${name}`)
    : []
  return [`${base}/operations.md`, ...further]
}

/** A block of a page, and what its first line says of it. */
export interface Fence {
  readonly page: string
  readonly line: number
  readonly language: string
  /** Words after the language: who runs it, where, or that nobody does. */
  readonly words: readonly string[]
  /** Why nobody runs it here. */
  readonly apart: string | undefined
  readonly text: string
}

const opening = /^( *)```(.*)$/

/**
 * The blocks of a page, without the indent of the list they stand in.
 *
 * @throws Error for a block that is not closed
 */
export function fencesOf(page: string, content = read(page)): readonly Fence[] {
  const lines = content.split('\n'),
    found: Fence[] = []
  for (let at = 0; at < lines.length; at++) {
    const [, indent, info = ''] = opening.exec(lines[at]!) ?? []
    if (indent === undefined) continue
    const end = lines.indexOf(`${indent}\`\`\``, at + 1)
    if (end < 0) throw new Error(`${page}:${at + 1}: the block is not closed`)
    const [, head = '', apart] = /^(.*?)(?:\s*apart: (.+))?$/.exec(info) ?? []
    const [language = '', ...words] = head.split(' ').filter(Boolean)
    const text = lines
      .slice(at + 1, end)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
      .join('\n')
    found.push({ page, line: at + 1, language, words, apart, text })
    at = end
  }
  return found
}

/** Every block of the manual in one language, in its order. */
export const manualFences = (tongue: Tongue): readonly Fence[] => manualPages(tongue).flatMap((page) => fencesOf(page))

/** What is run of a block, without what is said beside it: the same in every language. */
export const commandsOf = ({ language, text }: Fence): string =>
  text
    .split('\n')
    .map((line) => line.replace(language === 'sql' ? /\s*--.*$/ : /(^|\s+)# .*$/, '').trimEnd())
    .filter(Boolean)
    .join('\n')
