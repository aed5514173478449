import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buttonKeys, isButtonName } from '../words/button-keys.ts'
import { saidIn } from '../words/said-in-sources.ts'
import { wordFaults } from '../words/word-faults.ts'
import type { Source } from '../bench/read-sources.ts'
import type { Finding, Rule } from '../rule.ts'
import { textFolders, textsIn } from './web-texts.ts'

/** Below `words` stands what people type to find something: their words, not ours. */
const typed = /\.words\./
/** A text under a date is a version that people have agreed to: it stays as they read it. */
const version = /^\d{4}-\d{2}/
const fix = 'write it by docs/words.md: its list says which word stands for which thing'

export const terms: Rule = {
  id: 'bronze/terms',
  title:
    'it speaks as the platform does: one word for one thing, numbers with their forms, buttons that hold their text',
  run: ({ folder, sources }) => saidBy(folder, sources()).findings,
}

/** Every text of a package that people read, and what is wrong with its words. */
export function saidBy(folder: string, sources: readonly Source[]): { texts: number; findings: Finding[] } {
  const findings: Finding[] = []
  let texts = 0
  const look = (culprit: string, said: Parameters<typeof wordFaults>[0], button: boolean): void => {
    texts++
    findings.push(...wordFaults(said, { button }).map((message) => ({ culprit, message, fix })))
  }
  const onButtons = buttonKeys(
    globSync('{web,src}/**/*.vue', { cwd: folder, exclude: ['**/node_modules/**', '**/dist/**'] }).map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    ),
  )
  for (const place of textFolders(folder))
    for (const [key, said] of textsIn(join(folder, place)))
      if (!typed.test(key)) look(`${place}: ${key}`, said, onButtons.has(key))
  for (const source of sources.filter(({ half }) => half !== 'test'))
    for (const { line, name, said } of saidIn(source))
      if (!version.test(name ?? '')) look(`${source.file}:${line}`, said, isButtonName(name))
  return { texts, findings }
}
