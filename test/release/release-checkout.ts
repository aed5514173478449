import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../workspace.ts'

const run = promisify(execFile)

export interface Release {
  readonly version: string
  readonly commit: string
}
export interface ReleaseCheckout extends Release {
  readonly folder: string
  remove(): Promise<void>
}

/** The newest release that `releases.json` names. */
export async function lastRelease(): Promise<Release> {
  const releases = Object.entries(
    JSON.parse(await readFile(join(root, 'releases.json'), 'utf8')) as Record<string, { commit: string; date: string }>,
  )
  const [version, { commit }] = releases.sort(([, one], [, other]) => one.date.localeCompare(other.date)).at(-1)!
  return { version, commit }
}

/**
 * The code of a release with its own packages, beside this checkout. Throws where the commit is not there: a shallow
 * clone lacks it.
 */
export async function checkOutRelease({ version, commit }: Release): Promise<ReleaseCheckout> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-release-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const archive = join(folder, 'release.tar')
    await run('git', ['archive', '--output', archive, commit], { cwd: root })
    await run('tar', ['-xf', archive, '-C', folder])
    await rm(archive)
    const { packageManager } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      packageManager: string
    }
    await run('npx', ['--prefer-offline', '-y', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], {
      cwd: folder,
      env: { ...outside(), CI: 'true' },
      timeout: 240_000,
      maxBuffer: 1 << 26,
    })
    return { version, commit, folder, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** Without what npm and the test run leave in the environment. */
const outside = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$)/i.test(name)))
