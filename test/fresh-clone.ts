import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './workspace.ts'

const run = promisify(execFile)

/**
 * What somebody has who has just cloned this repository: what is committed, installed by the launcher itself, and
 * nothing besides.
 */
export async function freshClone(): Promise<{ readonly checkout: string; remove(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'vmeste-fresh-'))
  await chmod(home, 0o755)
  const checkout = join(home, 'vmeste')
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|VMESTE_|DATABASE_URL$)/i.test(name)),
  )
  await run('git', ['clone', '--quiet', root, checkout])
  await run(process.execPath, [join(checkout, 'bin/with-node.mjs'), 'vmeste', '--help'], {
    cwd: checkout,
    env,
    timeout: 300_000,
  })
  return { checkout, remove: () => rm(home, { recursive: true, force: true }) }
}
