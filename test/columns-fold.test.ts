import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * A rem in `@media` is the browser's and stays when letters grow for low vision: columns that fold by it would tear
 * words.
 */
test('columns fold by the room that their letters have: `@container page`, not `@media` by width', () => {
  const rules = globSync('{web/src,modules/*/web,core/cli/templates/*/web}/**/*.{vue,css}').flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const found = text.matchAll(/@media \((?:min|max)-width[^{]*\{(?<body>(?:[^{}]*\{[^{}]*\})*)/g)
    return [...found].map(({ groups }) => ({ file, body: groups!.body! }))
  })
  expect(rules.length).toBeGreaterThan(5)
  // what holds for usual letters alone may go by the screen
  const usual = ":not([data-view='large'])"
  const folds = (rule: string): boolean => /grid-|display: (?:flex|grid)/.test(rule) && !rule.includes(usual)
  const folding = rules.filter(({ body }) => body.split('}').some(folds))
  expect(folding.map(({ file, body }) => `${file}: ${body.trim().slice(0, 100)}`)).toEqual([])
})
