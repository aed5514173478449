import { existsSync } from 'node:fs'
import { lstat, mkdir, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { root } from '../platform/root.ts'

/** What a module is written, type-checked and tested against; its `package.json` names none of these places. */
const lent = [
  '@vmeste/sdk',
  '@vmeste/web',
  '@vmeste/testkit',
  'vue',
  'vue-router',
  'vite',
  'vitest',
  'vue-tsc',
  'typescript',
  '@types/node',
]
const shelves = [join(root, 'node_modules'), join(root, 'web/node_modules')]

/**
 * Lends this platform's own packages to a folder outside of it, by links in its `node_modules`: one copy of everything,
 * the very one that will run the module. What lies there as a real folder is left alone.
 *
 * @throws VmesteError `VMESTE_LINK_MISSING` where the platform itself has not been installed
 */
export async function linkPlatform(folder: string): Promise<readonly string[]> {
  for (const name of lent) {
    const target = shelves.map((shelf) => join(shelf, name)).find((place) => existsSync(place))
    if (!target)
      throw new VmesteError(
        'VMESTE_LINK_MISSING',
        `This platform has no "${name}" to lend. Install it with its development dependencies: pnpm install`,
      )
    await link(target, join(folder, 'node_modules', name))
  }
  return lent
}

async function link(target: string, at: string): Promise<void> {
  const there = await lstat(at).catch(() => undefined)
  if (there && !there.isSymbolicLink()) return
  if (there && (await readlink(at)) === target) return
  await rm(at, { force: true })
  await mkdir(dirname(at), { recursive: true })
  await symlink(target, at, 'junction')
}
