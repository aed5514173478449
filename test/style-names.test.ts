import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * Styles of all pages meet in one document, so two components that define one name break each other, by the order of
 * visits.
 */
test('every class of the portal and of the modules is defined in one component', () => {
  const definedIn = new Map<string, Set<string>>()
  for (const file of globSync('{web/src,modules/*/web,core/cli/templates/*/web}/**/*.vue')) {
    const styles = [...readFileSync(file, 'utf8').matchAll(/<style(?! scoped)[^>]*>(.*?)<\/style>/gs)].map(
      ([, css]) => css!,
    )
    for (const [, name] of styles.join('\n').matchAll(/^\.([a-z][\w-]*) \{/gm)) {
      definedIn.set(name!, (definedIn.get(name!) ?? new Set()).add(file))
    }
  }
  expect(definedIn.size).toBeGreaterThan(20)
  expect(
    [...definedIn].filter(([, files]) => files.size > 1).map(([name, files]) => `.${name}: ${[...files].join(', ')}`),
  ).toEqual([])
})
