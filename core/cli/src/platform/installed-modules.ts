import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  findModulePackage,
  loadEach,
  loadPlugins,
  readModulePackage,
  readPluginsConfig,
  restingPackage,
  type ModulePackage,
  type PluginsConfig,
  type RestingModule,
} from '@vmeste/host'
import { lendPlatformTo, packagesFolder, storedFolder, verifyStored, type StoredPackage } from '@vmeste/host/packages'
import type { Plugin } from '@vmeste/sdk'
import { addedModules } from './added-modules.ts'
import { root } from './root.ts'

export interface InstalledModules {
  readonly plugins: readonly Plugin[]
  /** Folders of their packages, in the same order. */
  readonly folders: readonly string[]
  /** Modules that a new city starts with. */
  readonly newCity: readonly string[]
  /** What `faults: 'rest'` keeps out. */
  readonly resting: readonly RestingModule[]
}
export interface InstalledOptions {
  /**
   * `VMESTE_DATA`: what was added to this installation counts too. Without it there is only what the project itself
   * installs.
   */
  readonly dataFolder?: string
  /** Id of an added module that is about to be replaced or taken out: what lies there need not be sound. */
  readonly except?: string
  /** `ignore` for what makes a contract anew. */
  readonly contract?: 'check' | 'ignore'
  /**
   * `rest` where a platform is to run: a module that cannot be had keeps nobody else out. What makes things from
   * modules is told of the first fault.
   */
  readonly faults?: 'throw' | 'rest'
}
interface InstalledPackages {
  readonly packages: readonly ModulePackage[]
  readonly newCity: readonly string[]
  readonly resting: readonly RestingModule[]
}

/** Packages that are installed; none of their code has run, and those that were added are as they were added. */
export async function installedPackages({
  dataFolder,
  except,
  faults = 'throw',
}: InstalledOptions = {}): Promise<InstalledPackages> {
  const base = await readPluginsConfig(join(root, 'plugins.config.json'))
  const added: Pick<PluginsConfig, 'installed' | 'newCity'> =
    dataFolder === undefined ? { installed: [], newCity: [] } : await addedModules(dataFolder)
  const require = createRequire(join(root, 'package.json'))
  const find = async (each: string | StoredPackage): Promise<ModulePackage> =>
    typeof each === 'string'
      ? findModulePackage(each, require)
      : readModulePackage(await verifyStored(dataFolder ?? root, each))
  const packages: ModulePackage[] = []
  const resting: RestingModule[] = []
  for (const each of [
    ...base.installed,
    ...added.installed.filter((one) => typeof one === 'string' || one.id !== except),
  ]) {
    try {
      packages.push(await find(each))
    } catch (error) {
      if (faults === 'throw') throw error
      const folder =
        typeof each === 'string' ? join(root, 'node_modules', each) : storedFolder(dataFolder ?? root, each)
      resting.push(
        await restingPackage(
          { folder, ...(typeof each === 'string' ? { name: each } : { name: each.package, id: each.id }) },
          { stage: 'package', file: folder, error },
        ),
      )
    }
  }
  if (dataFolder !== undefined && packages.some(({ folder }) => folder.startsWith(packagesFolder(dataFolder))))
    lendPlatformTo(packagesFolder(dataFolder))
  return { packages, newCity: [...new Set([...base.newCity, ...added.newCity])], resting }
}

/** What is installed, imported and held to its contract. */
export async function installedModules(options: InstalledOptions = {}): Promise<InstalledModules> {
  const { packages, newCity, resting } = await installedPackages(options)
  if (options.faults !== 'rest')
    return {
      plugins: await loadPlugins(packages, options),
      folders: packages.map(({ folder }) => folder),
      newCity,
      resting,
    }
  const all = await loadEach(packages)
  return {
    plugins: all.loaded.map(({ plugin }) => plugin),
    folders: all.loaded.map(({ pkg }) => pkg.folder),
    newCity,
    resting: [...resting, ...all.resting],
  }
}
