import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import type { StoredPackage } from '../plugins/read-config.ts'
import { requireIntegrity } from './package-integrity.ts'
import { readTarball, type PackageFiles } from './read-tarball.ts'

/** Where the packages of an installation lie. @param dataFolder `VMESTE_DATA` */
export const packagesFolder = (dataFolder: string): string => join(dataFolder, 'modules')
export const storedFolder = (dataFolder: string, { id, version }: Pick<StoredPackage, 'id' | 'version'>): string =>
  join(packagesFolder(dataFolder), id, version)
/** The package as it came stays beside its files: it is what they are held to at every start. */
const tarballOf = (folder: string): string => `${folder}.tgz`

/** Lays a package down, whole or not at all; says where. */
export async function storePackage(
  dataFolder: string,
  stored: StoredPackage,
  packed: Uint8Array,
  files: PackageFiles,
): Promise<string> {
  const folder = storedFolder(dataFolder, stored)
  await mkdir(dirname(folder), { recursive: true })
  const half = await mkdtemp(`${folder}-`)
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(half, path)), { recursive: true })
      await writeFile(join(half, path), content, { mode: 0o644 })
    }
    await writeFile(join(half, '../', `${stored.version}.tgz`), packed)
    await rm(folder, { recursive: true, force: true })
    await rename(half, folder)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  }
  return folder
}

/**
 * Holds what lies on the disk to what was added: the package to its integrity, every file to the package.
 *
 * @throws VmesteError `VMESTE_PACKAGE_MISSING`, `VMESTE_PACKAGE_INTEGRITY`, `VMESTE_PACKAGE_CHANGED`
 */
export async function verifyStored(dataFolder: string, stored: StoredPackage): Promise<string> {
  const folder = storedFolder(dataFolder, stored)
  const name = `${stored.package} ${stored.version}`
  const packed = await readFile(tarballOf(folder)).catch((cause: unknown) => {
    throw new VmesteError(
      'VMESTE_PACKAGE_MISSING',
      `${name} was added to this installation, but ${tarballOf(folder)} cannot be read. Add it again: vmeste add <package>.tgz`,
      { cause },
    )
  })
  requireIntegrity(packed, stored.integrity, name)
  const files = await readTarball(packed, name)
  const changed = await firstChange(folder, files)
  if (changed)
    throw new VmesteError(
      'VMESTE_PACKAGE_CHANGED',
      `${name}: ${join(folder, changed)} is not as it was added. Nobody may change an added module in place: add the package again, or take it out with vmeste remove ${stored.id}`,
    )
  return folder
}

/** The first file that is changed, missing, or was put there. */
async function firstChange(folder: string, files: PackageFiles): Promise<string | undefined> {
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])).filter(
    (entry) => !entry.isDirectory(),
  )
  const stranger = there
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .find((path) => !files.has(path))
  if (stranger) return stranger
  for (const [path, content] of files) {
    const found = there.length === 0 ? undefined : await readFile(join(folder, path)).catch(() => undefined)
    if (!found?.equals(content)) return path
  }
  return undefined
}
