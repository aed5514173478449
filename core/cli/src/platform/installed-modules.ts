import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findModulePackage, loadPlugins, readModulePackage, readPluginsConfig, type ModulePackage, type PluginsConfig } from '@vmeste/host'
import { lendPlatformTo, packagesFolder, verifyStored, type StoredPackage } from '@vmeste/host/packages'
import type { Plugin } from '@vmeste/sdk'
import { addedModules } from './added-modules.ts'
import { root } from './root.ts'

export interface InstalledModules {
  readonly plugins: readonly Plugin[]
  /** Folders of their packages, in the same order. */
  readonly folders: readonly string[]
  /** Modules that a new city starts with. */
  readonly newCity: readonly string[]
}
export interface InstalledOptions {
  /** `VMESTE_DATA`: what was added to this installation counts too. Without it there is only what the project itself installs. */
  readonly dataFolder?: string
  /** Id of an added module that is about to be replaced or taken out: what lies there need not be sound. */
  readonly except?: string
  /** `ignore` for what makes a contract anew. */
  readonly contract?: 'check' | 'ignore'
}

/** Packages that are installed; none of their code has run, and those that were added are as they were added. */
export async function installedPackages({ dataFolder, except }: InstalledOptions = {}): Promise<{ packages: readonly ModulePackage[]; newCity: readonly string[] }> {
  const base = await readPluginsConfig(join(root, 'plugins.config.json'))
  const added: PluginsConfig = dataFolder === undefined ? { installed: [], newCity: [] } : await addedModules(dataFolder)
  const require = createRequire(join(root, 'package.json'))
  const find = async (each: string | StoredPackage): Promise<ModulePackage> => (typeof each === 'string' ? findModulePackage(each, require) : readModulePackage(await verifyStored(dataFolder ?? root, each)))
  const packages: ModulePackage[] = []
  for (const each of [...base.installed, ...added.installed.filter((one) => typeof one === 'string' || one.id !== except)]) packages.push(await find(each))
  if (dataFolder !== undefined && packages.some(({ folder }) => folder.startsWith(packagesFolder(dataFolder)))) lendPlatformTo(packagesFolder(dataFolder))
  return { packages, newCity: [...new Set([...base.newCity, ...added.newCity])] }
}

/** What is installed, imported and held to its contract. */
export async function installedModules(options: InstalledOptions = {}): Promise<InstalledModules> {
  const { packages, newCity } = await installedPackages(options)
  return { plugins: await loadPlugins(packages, options), folders: packages.map(({ folder }) => folder), newCity }
}
