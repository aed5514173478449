import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runConformance } from '@vmeste/testkit/run-conformance'
import type { Plugin } from '@vmeste/sdk'
import { dear, rulesWithout } from './mutants/caught-by.ts'
import { root } from './workspace.ts'

const places = await Promise.all(
  globSync(['modules/*', 'web/fixtures/parking'], { cwd: root })
    .map((folder) => join(root, folder))
    .map(async (folder) => ({
      folder,
      plugin: ((await import(join(folder, 'src/plugin.ts'))) as { default: Plugin }).default,
    })),
)

/** In its own repository a module meets nobody; here it meets all the others. */
test.each(places.map((place) => [place.plugin.id, place] as const))(
  '%s keeps every rule that needs no database among all the others',
  { timeout: 30_000 },
  async (_id, { plugin, folder }) => {
    const others = places.filter((other) => other.plugin !== plugin)
    expect(others.length).toBeGreaterThan(1)
    for await (const result of runConformance(plugin, { folder, others, postgres: '', rules: rulesWithout(dear) }))
      expect(result).toMatchObject({ outcome: 'passed' })
  },
)
