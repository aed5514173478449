import { readFile, rm } from 'node:fs/promises'
import { civicPlugin } from '@vmeste/civic'
import { composeSdl, loadPlugins, readManifest, readModulePackage, verifyManifest, type ModulePackage } from '@vmeste/host'
import { lendPlatformTo, packageIntegrity, packagesFolder, readTarball, requireIntegrity, storedFolder, storePackage, type StoredPackage } from '@vmeste/host/packages'
import { VmesteError } from '@vmeste/sdk'
import { installedPackages } from '../platform/installed-modules.ts'
import { addedModules, recordModule, storedOf } from '../platform/added-modules.ts'
import { packageContents, type PackageContents } from './package-contents.ts'

/** A package that was looked at and not yet added. */
export interface OpenedPackage {
  readonly stored: StoredPackage
  readonly contents: PackageContents
  /** The version it takes the place of. */
  readonly replaces?: string
  /** Lays it down, tries whether it works together with everything that is installed, and records it. */
  add(): Promise<void>
}

/**
 * Looks at a package without running any of it.
 *
 * @param expected the integrity it must have, where its maker has told it
 * @throws VmesteError whatever is wrong with the file, its contract, or its fitting in here
 */
export async function openPackage(dataFolder: string, file: string, expected?: string): Promise<OpenedPackage> {
  const packed = await readFile(file).catch((cause: unknown) => { throw new VmesteError('VMESTE_PACKAGE_DAMAGED', `${file} cannot be read: ${(cause as Error).message}`, { cause }) })
  if (expected !== undefined) requireIntegrity(packed, expected, file)
  const files = await readTarball(packed, file)
  const contents = packageContents(files, file)
  const { id, package: name, version } = contents.manifest
  const stored: StoredPackage = { id, package: name, version, integrity: packageIntegrity(packed) }

  // not the module's own earlier version: adding it again is how a damaged one is mended
  const { packages: others } = await installedPackages({ dataFolder, except: id })
  const manifests = await Promise.all(others.map((each) => readManifest(each)))
  const taken = manifests.findIndex((each) => each.id === id)
  if (taken >= 0) throw new VmesteError('VMESTE_ADD_ID_TAKEN', `${file} calls itself "${id}", which is the id of ${others[taken]!.name}, installed already. Ask its maker for another id`)
  verifyManifest(contents.manifest, manifests)
  const before = storedOf(await addedModules(dataFolder)).find((each) => each.id === id)
  requireSuccessor(before, stored, file)
  return {
    stored, contents, ...(before && before.version !== version ? { replaces: before.version } : {}),
    add: async () => {
      await storePackage(dataFolder, stored, packed, files)
      try { await rehearse(dataFolder, others, readModulePackage(storedFolder(dataFolder, stored))) } catch (error) {
        if (before?.version !== version) await discard(dataFolder, stored)
        throw error
      }
      await recordModule(dataFolder, id, stored)
    },
  }
}

/** A version says which code it is: two packages may not share one, and a module is followed by its own maker's only. */
function requireSuccessor(before: StoredPackage | undefined, { id, package: name, version, integrity }: StoredPackage, file: string): void {
  if (before && before.package !== name) throw new VmesteError('VMESTE_ADD_ID_TAKEN', `${file} calls itself "${id}", which is the id of ${before.package}, added already. Take that out first: vmeste remove ${id}`)
  if (before?.version === version && before.integrity !== integrity) throw new VmesteError('VMESTE_ADD_SAME_VERSION', `${name} ${version} is added already and is not the same package. A changed package needs a new version`)
}

/** The first time that it runs: here, where nobody waits for the platform, and with all that will run beside it. */
async function rehearse(dataFolder: string, others: readonly ModulePackage[], added: ModulePackage): Promise<void> {
  lendPlatformTo(packagesFolder(dataFolder))
  composeSdl([civicPlugin(), ...await loadPlugins([...others, added])])
}

export async function discard(dataFolder: string, stored: Pick<StoredPackage, 'id' | 'version'>): Promise<void> {
  const folder = storedFolder(dataFolder, stored)
  await rm(folder, { recursive: true, force: true })
  await rm(`${folder}.tgz`, { force: true })
}
