import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { builtSources } from './built-sources.ts'
import { installPackages, type Arch } from './install-packages.ts'
import { packFolder, sizeOf } from './pack-folder.ts'
import { root, versionOf } from './sources.ts'

const usage = 'usage: npm run pack:offline -- [--arch x64|arm64]… [--to <folder> | --folder <new folder, not packed>]'

/**
 * `npm run pack:offline`: one archive for each kind of machine, with sources, the built portal, Node and every package,
 * that starts with neither npm nor a registry. With `--folder` the same lies in a folder: an image is made of it.
 */
try {
  const {
    values: { arch = [], to, folder },
  } = parseArgs({
    options: { arch: { type: 'string', multiple: true }, to: { type: 'string' }, folder: { type: 'string' } },
  })
  const wanted = (arch.length > 0 ? arch : folder ? [process.arch] : ['x64', 'arm64']).map(known)
  if (folder && (to || wanted.length > 1)) throw new Error(usage)
  if (folder) await pack(wanted[0]!, resolve(folder))
  else for (const each of wanted) await packed(each, resolve(to ?? join(root, 'var/offline')))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function known(arch: string): Arch {
  if (arch === 'x64' || arch === 'arm64') return arch
  throw new Error(`There is no "${arch}": Node and PostgreSQL come as packages for linux x64 and arm64. ${usage}`)
}

/** Everything an installation needs on such a machine, in a folder that was not there. */
async function pack(arch: Arch, folder: string): Promise<void> {
  if (await stat(folder).catch(() => undefined)) throw new Error(`${folder} is there already: name a new one`)
  await builtSources(folder)
  await installPackages(folder, arch)
}

async function packed(arch: Arch, to: string): Promise<void> {
  const from = performance.now()
  await mkdir(to, { recursive: true })
  const name = `vmeste-${await versionOf()}-linux-${arch}`
  // beside the archive, because a temporary folder may be small or in memory
  const work = await mkdtemp(join(to, '.packing-'))
  try {
    await pack(arch, join(work, name))
    const archive = join(to, `${name}.tar.gz`)
    const sum = await packFolder(work, name, archive)
    const [inside, outside] = [await sizeOf(join(work, name)), (await stat(archive)).size]
    console.log(
      `${archive}: ${mb(outside)}, unpacked ${mb(inside)}, ${((performance.now() - from) / 1000).toFixed(0)} s\n  sha256 ${sum}`,
    )
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}
