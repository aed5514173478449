import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importWeb, readModulePackage, type ModulePackage } from './module-package.ts'
import { loadPlugins } from './load-plugins.ts'
import { contractOf, type Contract } from '../contract/contract-of.ts'

/** The contract that the code of a module in a folder has, whatever its `contract/` says. */
export async function folderContract(folder: string): Promise<Contract> {
  const pkg = readModulePackage(folder)
  const [plugin] = await loadPlugins([pkg], { contract: 'ignore' })
  const definition = await importWeb(pkg)
  return contractOf(plugin!, pkg, definition && { definition, offers: slotsOffered(pkg) })
}

/** Slots stand in templates: a definition does not know them. */
export function slotsOffered({ folder }: Pick<ModulePackage, 'folder'>): string[] {
  return globSync('web/**/*.vue', { cwd: folder }).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/<ModuleSlot\s[^>]*?\bname="([^"]+)"/g)].map(
      ([, name]) => name!,
    ),
  )
}
