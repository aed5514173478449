import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from '@vmeste/sdk'
import type { Furnishing } from '@vmeste/testkit/run-silver'
import { root } from './workspace.ts'

/** A module that lies in the workspace, with what it brings for tests. */
export interface Installed {
  readonly plugin: Plugin
  readonly folder: string
  readonly furnishing: Furnishing
}

/** Every module of the workspace, found by its folder: no test of the platform as a whole knows one by name. */
export const installed: readonly Installed[] = await Promise.all(
  globSync('modules/*/src/plugin.ts', { cwd: root })
    .sort()
    .map(async (file) => {
      const folder = join(root, file, '../..')
      const { default: plugin } = (await import(join(root, file))) as { default: Plugin }
      const { furnishing } = (await import(join(folder, 'test/furnish.ts'))) as { furnishing: Furnishing }
      return { plugin, folder, furnishing }
    }),
)

/** What a host of all of them is made of: their companions come first. */
export const installedPlugins: readonly Plugin[] = [
  ...installed.flatMap(({ furnishing }) => furnishing.companions ?? []),
  ...installed.map(({ plugin }) => plugin),
]
export const installedFurnishings: readonly Furnishing[] = installed.map(({ furnishing }) => furnishing)
