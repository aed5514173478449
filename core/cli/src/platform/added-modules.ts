import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPluginsConfig, type PluginsConfig } from '@vmeste/host'
import type { AcceptedModule, StoredPackage } from '@vmeste/host/packages'

/** What was added to one installation lies with its data, in a file like the repository's own, which stays the base. */
export const addedConfigFile = (dataFolder: string): string => join(dataFolder, 'plugins.config.json')

const none: PluginsConfig = { installed: [], newCity: [], reviewed: [], accepted: [] }

/** What was added to this installation; nothing where nothing was. */
export async function addedModules(dataFolder: string): Promise<PluginsConfig> {
  const file = addedConfigFile(dataFolder)
  return (await stat(file).then(
    () => true,
    () => false,
  ))
    ? readPluginsConfig(file)
    : none
}

export const storedOf = ({ installed }: PluginsConfig): StoredPackage[] =>
  installed.filter((each) => typeof each !== 'string')

/**
 * Records that a module is added, in the place of its other version, or with `undefined` that it is no more.
 *
 * @param accepted who let its code in; that stays on record when the module has gone
 */
export async function recordModule(
  dataFolder: string,
  id: string,
  stored: StoredPackage | undefined,
  accepted?: AcceptedModule,
): Promise<void> {
  const config = await addedModules(dataFolder)
  const at = config.installed.findIndex((each) => typeof each !== 'string' && each.id === id)
  const installed = [...config.installed]
  // its place in the order of menus and migrations is kept
  installed.splice(at < 0 ? installed.length : at, at < 0 ? 0 : 1, ...(stored ? [stored] : []))
  await mkdir(dataFolder, { recursive: true })
  const half = `${addedConfigFile(dataFolder)}.new`
  const { reviewed, accepted: before, newCity, ...rest } = config
  const all = [...before, ...(accepted ? [accepted] : [])].slice(-1_000)
  // an earlier release reads this file too and takes no key that it does not know
  const kept = {
    ...rest,
    installed,
    newCity: stored ? newCity : newCity.filter((module) => module !== id),
    ...(reviewed.length ? { reviewed } : {}),
    ...(all.length ? { accepted: all } : {}),
  }
  await writeFile(half, `${JSON.stringify(kept, null, 2)}\n`)
  await rename(half, addedConfigFile(dataFolder))
}
