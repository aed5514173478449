import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveEntry } from '../archive/read-archive.ts'
import { places } from '../archive/format.ts'

/**
 * Single files of the data folder that a restore needs; the secret and the number of the installation are written from
 * what is known of them.
 */
const single = ['plugins.config.json', 'demonstration-told']
/** Packages of modules that `vmeste add` has brought. */
const folder = 'modules'

/** What of the data folder goes into a backup beside files of cities. */
export async function* dataEntries(
  dataFolder: string,
  secret: string,
  installation: string,
): AsyncGenerator<ArchiveEntry> {
  yield { name: `${places.data}secret`, content: Buffer.from(`${secret}\n`) }
  yield { name: `${places.data}installation`, content: Buffer.from(`${installation}\n`) }
  for (const name of single) {
    const content = await readFile(join(dataFolder, name)).catch(absent)
    if (content) yield { name: places.data + name, content }
  }
  for (const name of await filesBelow(join(dataFolder, folder)))
    yield { name: `${places.data}${folder}/${name}`, content: await readFile(join(dataFolder, folder, name)) }
}

/** Whether a restore may write an entry of this name into a data folder. */
export const isDataName = (name: string): boolean =>
  ['secret', 'installation', ...single].includes(name) || name.startsWith(`${folder}/`)

/** Every file below a folder, as paths from there; none where there is no folder. */
export async function filesBelow(root: string): Promise<string[]> {
  const entries = (await readdir(root, { withFileTypes: true, recursive: true }).catch(absent)) ?? []
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

function absent(error: unknown): undefined {
  const { code } = error as { code?: string }
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
}
