import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buttonHolds, forbiddenWords, readSources, saidBy, terms } from '@vmeste/testkit/run-conformance'
import { packages, read, root } from './workspace.ts'

/** Whoever speaks to people: portal, host, civic, command line, modules, demonstration, and what a new module begins with. */
const speaking = [
  ...[...packages().keys()].filter((folder) => !['.', 'bench', 'core/testkit'].includes(folder)),
  'core/cli/templates/module',
]
/** Fewer means that the walk has lost its way. */
const least: Readonly<Record<string, number>> = {
  'core/civic': 200,
  'core/host': 400,
  'modules/appeals': 800,
  'modules/ratings': 150,
  web: 500,
}

describe('docs/words.md', () => {
  test.each(speaking)('%s keeps to it', (folder) => {
    const { texts, findings } = saidBy(join(root, folder), readSources(join(root, folder), /[а-яё]/i))
    expect(findings.map(({ culprit, message }) => `${culprit}: ${message}`)).toEqual([])
    expect(texts).toBeGreaterThanOrEqual(least[folder] ?? 0)
  })

  const page = read('docs/words.md')
  const rows = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`

  test('shows the terms and the words that the test holds', () => {
    const shown = page.split('\n').filter((line) => line.startsWith('| '))
    for (const { ru, be, en } of terms) expect(shown).toContain(rows(ru, be, en))
    for (const { lang, word, instead } of forbiddenWords) expect(shown).toContain(rows(lang, word, instead))
  })

  test('says how much a button holds', () => {
    expect(page).toContain(`at most ${buttonHolds} signs`)
  })
})
