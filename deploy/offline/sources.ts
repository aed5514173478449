import { existsSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** This checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * What an installation works with; the tests of the whole stay here. Each package of the workspace is among it, or the
 * lockfile would not be its own.
 */
export const parts = [
  'bin',
  'core',
  'modules',
  'web',
  'demo',
  'bench',
  'deploy',
  'docs',
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'plugins.config.json',
  'releases.json',
  'tsconfig.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'SECURITY.md',
  'CONTRIBUTING.md',
] as const

/** Made by an installation or a run, here or anywhere below; and tests, which need what is not packed. */
const left = /^(node_modules|var|coverage|\.vite|e2e)$|\.test\.ts$|\.log$/

/** Copies the sources, built pages among them, to a folder that is not there yet. */
export async function copySources(to: string): Promise<void> {
  for (const part of parts.filter((each) => existsSync(join(root, each)))) {
    await cp(join(root, part), join(to, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !left.test(basename(path)),
    })
  }
}

export const versionOf = async (): Promise<string> =>
  (JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }).version
