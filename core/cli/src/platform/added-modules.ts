import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPluginsConfig, type PluginsConfig } from '@vmeste/host'
import type { StoredPackage } from '@vmeste/host/packages'

/** What was added to one installation lies with its data, in a file like the repository's own, which stays the base. */
export const addedConfigFile = (dataFolder: string): string => join(dataFolder, 'plugins.config.json')

const none: PluginsConfig = { installed: [], newCity: [] }

/** What was added to this installation; nothing where nothing was. */
export async function addedModules(dataFolder: string): Promise<PluginsConfig> {
  const file = addedConfigFile(dataFolder)
  return await stat(file).then(() => true, () => false) ? readPluginsConfig(file) : none
}

export const storedOf = ({ installed }: PluginsConfig): StoredPackage[] => installed.filter((each) => typeof each !== 'string')

/** Records that a module is added, in the place of its other version, or with `undefined` that it is no more. */
export async function recordModule(dataFolder: string, id: string, stored: StoredPackage | undefined): Promise<void> {
  const config = await addedModules(dataFolder)
  const at = config.installed.findIndex((each) => typeof each !== 'string' && each.id === id)
  const installed = [...config.installed]
  // its place in the order of menus and migrations is kept
  installed.splice(at < 0 ? installed.length : at, at < 0 ? 0 : 1, ...stored ? [stored] : [])
  await mkdir(dataFolder, { recursive: true })
  const half = `${addedConfigFile(dataFolder)}.new`
  await writeFile(half, `${JSON.stringify({ ...config, installed, newCity: stored ? config.newCity : config.newCity.filter((module) => module !== id) }, null, 2)}\n`)
  await rename(half, addedConfigFile(dataFolder))
}
