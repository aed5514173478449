import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import type { WebDefinition } from '@vmeste/sdk/web'
import type { PackageName } from '../contract/manifest.ts'
import { importFile } from './import-file.ts'

/** A module's package as it lies on the disk; nothing of it has run. */
export interface ModulePackage extends PackageName {
  readonly folder: string
  /** File whose default export is the plugin. */
  readonly entry: string
  /** File whose default export is `defineWeb(…)`, for a module with pages. */
  readonly webEntry?: string
}

export function readPackageName(folder: string): PackageName {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageName
  return { name, version }
}

/** @throws VmesteError `VMESTE_PLUGIN_LOAD` when the folder holds no package with an entry */
export function readModulePackage(folder: string): ModulePackage {
  const file = join(folder, 'package.json')
  try {
    const { name, version } = readPackageName(folder)
    const require = createRequire(file)
    const webEntry = resolved(() => require.resolve(`${name}/web`))
    return {
      name,
      version,
      folder,
      entry: require.resolve(name),
      ...(webEntry && existsSync(webEntry) ? { webEntry } : {}),
    }
  } catch (cause) {
    throw new VmesteError(
      'VMESTE_PLUGIN_LOAD',
      `${folder} holds no module: ${(cause as Error).message.split('\n')[0]}; its package.json needs a name, a version and "exports" with "." for the plugin`,
      { cause },
    )
  }
}

/** @param require of the project that installs it */
export function findModulePackage(name: string, require: NodeJS.Require): ModulePackage {
  const entry = resolved(() => require.resolve(name))
  if (!entry)
    throw new VmesteError(
      'VMESTE_PLUGIN_LOAD',
      `"${name}" stands in plugins.config.json but is not installed; add it to package.json`,
    )
  let folder = dirname(entry)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return readModulePackage(folder)
}

/** Runs the module's code for the first time. */
export const importPlugin = ({ name, entry }: ModulePackage): Promise<Plugin> => importDefault<Plugin>(name, entry)

export const importWeb = async ({ name, webEntry }: ModulePackage): Promise<WebDefinition | undefined> =>
  webEntry ? importDefault<WebDefinition>(`${name}/web`, webEntry) : undefined

async function importDefault<Value>(name: string, file: string): Promise<Value> {
  try {
    return (await importFile<{ default: Value }>(file)).default
  } catch (cause) {
    throw new VmesteError('VMESTE_PLUGIN_LOAD', `"${name}" cannot be imported: ${(cause as Error).message}`, { cause })
  }
}

function resolved(find: () => string): string | undefined {
  try {
    return find()
  } catch {
    return undefined
  }
}
