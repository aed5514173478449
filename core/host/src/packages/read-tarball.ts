import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { VmesteError } from '@vmeste/sdk'

/** A module is code and texts, not a data set: what is larger was packed by mistake, or to fill a disk. */
export const packageLimits = { packed: 32_000_000, unpacked: 128_000_000, files: 4_000, path: 200 }

/** Files of a package by their path inside of it. */
export type PackageFiles = ReadonlyMap<string, Buffer>

const whole = promisify(gunzip)

/**
 * Reads a package without trusting it: nothing is written, and whatever could leave its folder when it is, is refused.
 *
 * @throws VmesteError `VMESTE_PACKAGE_TOO_LARGE`, `VMESTE_PACKAGE_DAMAGED`, `VMESTE_PACKAGE_LINK`,
 *   `VMESTE_PACKAGE_PATH`
 */
export async function readTarball(packed: Uint8Array, name: string): Promise<PackageFiles> {
  if (packed.length > packageLimits.packed)
    throw tooLarge(name, `it has ${packed.length} bytes, at most ${packageLimits.packed} are taken`)
  const tar = await whole(packed, { maxOutputLength: packageLimits.unpacked }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(name, `unpacked it has more than ${packageLimits.unpacked} bytes`)
    throw damaged(name, cause)
  })
  const files = new Map<string, Buffer>()
  const taken = new Set<string>()
  const entries = extract()
  entries.end(tar)
  try {
    for await (const entry of entries) {
      const { name: path, type } = entry.header
      if (type === 'directory') {
        entry.resume()
        continue
      }
      if (type !== 'file')
        throw new VmesteError(
          'VMESTE_PACKAGE_LINK',
          `${name} holds "${short(path)}", which is a ${type}; a package may hold plain files only. Ask its maker for one made by vmeste pack`,
        )
      const inside = pathInside(path, name)
      // some disks take two names that differ in case for one
      if (taken.has(inside.toLowerCase())) throw badPath(name, path, 'is in it twice')
      if (taken.size >= packageLimits.files) throw tooLarge(name, `it holds more than ${packageLimits.files} files`)
      taken.add(inside.toLowerCase())
      const parts: Buffer[] = []
      for await (const part of entry) parts.push(part as Buffer)
      files.set(inside, Buffer.concat(parts))
    }
  } catch (cause) {
    throw cause instanceof VmesteError ? cause : damaged(name, cause as Error)
  }
  return files
}

/** `package/dist/plugin.js` → `dist/plugin.js`. */
function pathInside(path: string, name: string): string {
  const [top, ...parts] = path.split('/')
  if (top !== 'package' || parts.length === 0) throw badPath(name, path, 'does not stand below package/')
  if (
    path.length > packageLimits.path ||
    parts.some((part) => !/^[\w@.+ -]+$/.test(part) || /^\.+$|^ | $|\.$/.test(part))
  )
    throw badPath(name, path, 'is no plain path')
  // a copy of the platform's own packages inside a module would be used instead of the one that runs
  if (parts.includes('node_modules')) throw badPath(name, path, 'brings node_modules')
  return parts.join('/')
}

const short = (path: string): string => (path.length > 120 ? `${path.slice(0, 117)}…` : path)
const badPath = (name: string, path: string, why: string) =>
  new VmesteError(
    'VMESTE_PACKAGE_PATH',
    `${name}: "${short(path)}" ${why}; it is not unpacked. Ask its maker for a package made by vmeste pack`,
  )
const tooLarge = (name: string, why: string) =>
  new VmesteError('VMESTE_PACKAGE_TOO_LARGE', `${name} is too large: ${why}`)
const damaged = (name: string, cause: Error) =>
  new VmesteError('VMESTE_PACKAGE_DAMAGED', `${name} is no package or was cut off (${cause.message}); fetch it again`, {
    cause,
  })
