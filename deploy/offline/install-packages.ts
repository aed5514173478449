import { spawnSync } from 'node:child_process'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './sources.ts'

export type Arch = 'x64' | 'arm64'

/** Browsers for tests; an installation opens none. */
const needless = ['@sparticuz+chromium@']
/** Where pnpm notes its own affairs, with paths of the machine that packed. */
const ofPnpm = ['.modules.yaml', '.pnpm-workspace-state-v1.json', '.pnpm/lock.yaml', '.vmeste-installed']

/**
 * Installs into a copy of the sources exactly what the lockfile says for running on another kind of machine, and marks
 * the copy as complete: the launcher installs nothing there.
 *
 * @throws Error with pnpm's last lines
 */
export async function installPackages(folder: string, arch: Arch): Promise<void> {
  const { packageManager, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    packageManager: string
    version: string
  }
  const machine = ['--os=linux', `--cpu=${arch}`, '--libc=glibc']
  const words = [
    '--prefer-offline',
    '-y',
    packageManager,
    'install',
    '--prod',
    '--frozen-lockfile',
    '--prefer-offline',
    ...machine,
  ]
  const { status, stdout, stderr } = spawnSync('npx', words, {
    cwd: folder,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 900_000,
  })
  if (status !== 0) {
    const last = `${stdout}${stderr}`.trim().split('\n').slice(-25).join('\n')
    throw new Error(`${last}\n\nThe packages for linux-${arch} could not be had`)
  }
  const modules = join(folder, 'node_modules')
  for (const file of ofPnpm) await rm(join(modules, file), { force: true })
  for (const name of await readdir(join(modules, '.pnpm'))) {
    if (needless.some((each) => name.startsWith(each))) await rm(join(modules, '.pnpm', name), { recursive: true })
  }
  await tidy(modules, folder)
  await writeFile(join(modules, '.vmeste-offline'), `${JSON.stringify({ platform: 'linux', arch, version })}\n`)
}

/**
 * Commands of packages name the folder they were installed in; only Node is called by its own. What leads to what was
 * left out goes too.
 */
async function tidy(modules: string, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() && entry.name === '.bin') {
      for (const name of await readdir(path))
        if (entry.parentPath !== modules || name !== 'node') await rm(join(path, name), { force: true })
    } else if (
      entry.isSymbolicLink() &&
      (await stat(path).then(
        () => false,
        () => true,
      ))
    )
      await rm(path, { force: true })
  }
}
