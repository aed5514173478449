import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findModulePackage, loadPlugins, readPluginsConfig, type ModulePackage } from '@vmeste/host'
import type { Plugin } from '@vmeste/sdk'
import { root } from './root.ts'

export interface InstalledModules {
  readonly plugins: readonly Plugin[]
  /** Folders of their packages, in the same order. */
  readonly folders: readonly string[]
  /** Modules that a new city starts with. */
  readonly newCity: readonly string[]
}

/** Packages that `plugins.config.json` installs, found where the project resolves them; none of their code has run. */
export async function installedPackages(): Promise<{ packages: readonly ModulePackage[]; newCity: readonly string[] }> {
  const { installed, newCity } = await readPluginsConfig(join(root, 'plugins.config.json'))
  const require = createRequire(join(root, 'package.json'))
  return { packages: installed.map((name) => findModulePackage(name, require)), newCity }
}

/**
 * What `plugins.config.json` installs, imported.
 * @param options.contract `ignore` for what makes a contract anew
 */
export async function installedModules(options: { contract?: 'check' | 'ignore' } = {}): Promise<InstalledModules> {
  const { packages, newCity } = await installedPackages()
  return { plugins: await loadPlugins(packages, options), folders: packages.map(({ folder }) => folder), newCity }
}
