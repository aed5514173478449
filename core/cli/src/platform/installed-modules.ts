import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { loadPlugins, readPluginsConfig } from '@vmeste/host'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { root } from './root.ts'

export interface InstalledModules {
  readonly plugins: readonly Plugin[]
  /** Folders of their packages, in the same order. */
  readonly folders: readonly string[]
  /** Modules that a new city starts with. */
  readonly newCity: readonly string[]
}

/** What `plugins.config.json` installs, imported from where the project resolves it. */
export async function installedModules(): Promise<InstalledModules> {
  const config = await readPluginsConfig(join(root, 'plugins.config.json'))
  const require = createRequire(join(root, 'package.json'))
  const entryOf = (name: string): string => {
    try { return require.resolve(name) } catch (cause) {
      throw new VmesteError('VMESTE_PLUGIN_LOAD', `"${name}" stands in plugins.config.json but is not installed; add it to package.json`, { cause })
    }
  }
  const plugins = await loadPlugins(config.installed, (name) => import(pathToFileURL(entryOf(name)).href) as Promise<unknown>)
  return { plugins, folders: config.installed.map((name) => packageFolder(entryOf(name))), newCity: config.newCity }
}

function packageFolder(file: string): string {
  let folder = dirname(file)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
