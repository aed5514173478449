import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest, readPluginsConfig, verifyManifest } from '@vmeste/host'
import {
  packageIntegrity,
  readTarball,
  requireIntegrity,
  storedFolder,
  storePackage,
  type AcceptedModule,
  type StoredPackage,
} from '@vmeste/host/packages'
import { VmesteError } from '@vmeste/sdk'
import { installedPackages } from '../platform/installed-modules.ts'
import { addedModules, recordModule, storedOf } from '../platform/added-modules.ts'
import { root } from '../platform/root.ts'
import { newContents } from './new-contents.ts'
import { packageContents, type PackageContents } from './package-contents.ts'
import { ranMigrations, requireForward } from './ran-migrations.ts'
import { rehearsePackage } from './rehearse-package.ts'

/** A package that was looked at and not yet added. */
export interface OpenedPackage {
  readonly stored: StoredPackage
  readonly contents: PackageContents
  /** The version it takes the place of. */
  readonly replaces?: string
  /** What it gets that the version before had not; undefined where there is none before. */
  readonly adds?: PackageContents
  /** Names of its migrations that will run at the next start. */
  readonly migrations: readonly string[]
  /** Whether the project has this very package on record as read. */
  readonly reviewed: boolean
  /**
   * Lays it down, tries whether it works together with everything that is installed, and records it.
   *
   * @param accepted who let a stranger's code in
   */
  add(accepted?: AcceptedModule): Promise<void>
}

/**
 * Looks at a package without running any of it.
 *
 * @param expected the integrity it must have, where its maker has told it
 * @param databaseUrl of an outer database; the embedded one is found in the data folder
 * @throws VmesteError whatever is wrong with the file, its contract, or its fitting in here
 */
export async function openPackage(
  dataFolder: string,
  file: string,
  expected?: string,
  databaseUrl?: string,
): Promise<OpenedPackage> {
  const packed = await readFile(file).catch((cause: unknown) => {
    throw new VmesteError('VMESTE_PACKAGE_DAMAGED', `${file} cannot be read: ${(cause as Error).message}`, { cause })
  })
  if (expected !== undefined) requireIntegrity(packed, expected, file)
  const files = await readTarball(packed, file)
  const contents = packageContents(files, file)
  const { id, package: name, version } = contents.manifest
  const stored: StoredPackage = { id, package: name, version, integrity: packageIntegrity(packed) }

  // not the module's own earlier version: adding it again is how a damaged one is mended
  const { packages: others } = await installedPackages({ dataFolder, except: id, faults: 'rest' })
  const manifests = (await Promise.all(others.map((each) => readManifest(each).catch(() => undefined)))).filter(
    (each) => each !== undefined,
  )
  const taken = manifests.find((each) => each.id === id)
  if (taken)
    throw new VmesteError(
      'VMESTE_ADD_ID_TAKEN',
      `${file} calls itself "${id}", which is the id of ${taken.package}, installed already. Ask its maker for another id`,
    )
  verifyManifest(contents.manifest, manifests)
  const before = storedOf(await addedModules(dataFolder)).find((each) => each.id === id)
  requireSuccessor(before, stored, file)
  const earlier = before && before.integrity !== stored.integrity ? await contentsOf(dataFolder, before) : undefined
  const ran = await ranMigrations({ dataFolder, databaseUrl }, id)
  const step = { id, to: version, ...(before ? { from: before.version } : {}) }
  if (contents.migrations)
    for (const known of [ran, earlier?.migrations]) requireForward(step, known ?? [], contents.migrations)
  const { reviewed } = await readPluginsConfig(join(root, 'plugins.config.json'))
  return {
    stored,
    contents,
    ...(before && before.version !== version ? { replaces: before.version } : {}),
    ...(earlier ? { adds: newContents(contents, earlier) } : {}),
    migrations: (contents.migrations ?? []).filter((each) => !(ran ?? earlier?.migrations ?? []).includes(each)),
    reviewed: reviewed.some((each) => each.integrity === stored.integrity),
    add: async (accepted) => {
      await storePackage(dataFolder, stored, packed, files)
      try {
        await rehearsePackage({
          dataFolder,
          others,
          added: stored,
          before,
          migrations: contents.migrations,
          lends: contents.lends,
        })
      } catch (error) {
        if (before?.version !== version) await discard(dataFolder, stored)
        throw error
      }
      await recordModule(dataFolder, id, stored, accepted)
    },
  }
}

/** What the installed version says of itself; nothing where its package cannot be read any more. */
async function contentsOf(dataFolder: string, before: StoredPackage): Promise<PackageContents | undefined> {
  try {
    const file = `${storedFolder(dataFolder, before)}.tgz`
    return packageContents(await readTarball(await readFile(file), file), file)
  } catch {
    return undefined
  }
}

/**
 * A version says which code it is: two packages may not share one, and a module is followed by its own maker's only.
 */
function requireSuccessor(
  before: StoredPackage | undefined,
  { id, package: name, version, integrity }: StoredPackage,
  file: string,
): void {
  if (before && before.package !== name)
    throw new VmesteError(
      'VMESTE_ADD_ID_TAKEN',
      `${file} calls itself "${id}", which is the id of ${before.package}, added already. Take that out first: vmeste remove ${id}`,
    )
  if (before?.version === version && before.integrity !== integrity)
    throw new VmesteError(
      'VMESTE_ADD_SAME_VERSION',
      `${name} ${version} is added already and is not the same package. A changed package needs a new version`,
    )
}

export async function discard(dataFolder: string, stored: Pick<StoredPackage, 'id' | 'version'>): Promise<void> {
  const folder = storedFolder(dataFolder, stored)
  await rm(folder, { recursive: true, force: true })
  await rm(`${folder}.tgz`, { force: true })
}
