import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installedPackages } from '../../core/cli/src/platform/installed-modules.ts'
import { copySources, root } from './sources.ts'

/** Builds the portal here, where Vite runs whatever machine the archive is for, and copies the sources with it. */
export async function builtSources(to: string): Promise<void> {
  const modules = (await installedPackages()).packages.map(({ folder }) => folder)
  // a process of its own, as at a start: Vite does not give back what it takes
  const { status } = spawnSync(process.execPath, [join(root, 'core/cli/src/apart/build-portal.ts'), ...modules], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) throw new Error('The portal could not be built, so nothing was packed')
  await copySources(to)
}
