import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** How the code of an older release is got back, and called. */
export interface CodeBack {
  readonly lines: readonly string[]
  /** What calls a command of it. */
  readonly vmeste: string
  readonly start: string
}

/**
 * The code of a release: in a checkout a commit that is really there. Where none is known, and for an archive, whose
 * older release lies in a folder of its own, the command asks for what only its reader can know, and does nothing until
 * it has been told.
 *
 * @param root the platform's folder
 */
export async function codeBack(release: string, root: string): Promise<CodeBack> {
  if (!existsSync(join(root, '.git')))
    return {
      lines: [
        `cd "\${BEFORE:?set it first to the folder in which the archive of ${release} is unpacked: export BEFORE=...}"`,
      ],
      vmeste: 'bin/vmeste',
      start: 'bin/vmeste start',
    }
  const commit = await commitOf(release, root)
  return {
    lines: [
      commit === undefined
        ? `git checkout "\${BEFORE:?set it first to the commit of ${release}, git reflog names what stood here before git pull: export BEFORE=...}"`
        : `git checkout ${commit}`,
    ],
    vmeste: 'npm run -s vmeste --',
    start: 'npm start',
  }
}

async function commitOf(release: string, root: string): Promise<string | undefined> {
  const releases = JSON.parse(await readFile(join(root, 'releases.json'), 'utf8')) as Partial<
    Record<string, { commit: string }>
  >
  const known = releases[release]?.commit
  if (known !== undefined) return known
  const git = gitIn(root)
  const tag = `v${release}`
  if ((await git('rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`)) !== undefined) return tag
  return stoodHere(release, git)
}

type Git = (...args: string[]) => Promise<string | undefined>

/** What stood here last with that version, before it was pulled over; else what stands here, where it is of it. */
async function stoodHere(release: string, git: Git): Promise<string | undefined> {
  const head = await git('rev-parse', 'HEAD')
  if (head === undefined) return undefined
  const moved = (await git('log', '--walk-reflogs', '--max-count=50', '--format=%H', 'HEAD'))?.split('\n') ?? []
  for (const commit of new Set([...moved.filter((each) => each !== head), head])) {
    if (versionIn(await git('show', `${commit}:package.json`)) === release) return commit
  }
  return undefined
}

function versionIn(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as { version?: string }).version
  } catch {
    return undefined
  }
}

/** Undefined where git is not there, or refuses. */
const gitIn =
  (root: string): Git =>
  async (...args) => {
    const { stdout } = await promisify(execFile)('git', args, { cwd: root, timeout: 10_000 }).catch(() => ({
      stdout: undefined,
    }))
    return stdout?.trim() || undefined
  }
