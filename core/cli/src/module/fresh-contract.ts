import { folderContract, writeContract } from '@vmeste/host/contract'
import { makeOperations } from './module-operations.ts'
import { readModule, type ModuleFolder } from './read-module.ts'

/** Writes everything below `contract/` of a module in a folder of its own, its operations too. */
export async function freshContract(folder: string): Promise<ModuleFolder> {
  const module = await readModule(folder)
  makeOperations({ folder, isModule: true, plugins: [module.plugin] })
  await writeContract(folder, await folderContract(folder))
  return module
}
