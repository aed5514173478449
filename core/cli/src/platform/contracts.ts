import { join } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { contractOf, folderContract, readableCore, type Contract } from '@vmeste/host/contract'
import { readPackageName } from '@vmeste/host'
import { installedPackages } from './installed-modules.ts'
import { root } from './root.ts'

export interface FolderContract {
  readonly folder: string
  readonly contract: Contract
}

/** The contracts of modules; of the installed ones unless folders are given. */
export async function moduleContracts(folders?: readonly string[]): Promise<FolderContract[]> {
  const all = folders ?? (await installedPackages()).packages.map(({ folder }) => folder)
  return Promise.all(all.map(async (folder) => ({ folder, contract: await folderContract(folder) })))
}

/** What modules lean on is a contract too: events of the core and the civic services, their graph, their rights. */
export const platformContracts = (): FolderContract[] =>
  [['core/host', readableCore()] as const, ['core/civic', civicPlugin()] as const].map(([at, plugin]) => {
    const folder = join(root, at)
    return { folder, contract: contractOf(plugin, readPackageName(folder)) }
  })
