import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { limitMemory, memoryOf, residentOf } from './memory-limit.ts'
import { startPlatform } from './running-platform.ts'
import { root } from './workspace.ts'

const megabyte = 1024 * 1024
const gigabyte = 1024 * megabyte

/** `/proc` says what a process takes. */
test.runIf(process.platform === 'linux')(
  'a first start, portal and demonstration included, lives in a gigabyte, and the host that is ready in 450 MB',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'vmeste-memory-'))
    await chmod(home, 0o755)
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    const checkout = join(home, 'vmeste'),
      dataFolder = join(checkout, 'var/data')
    execFileSync('git', ['clone', '--quiet', root, checkout])
    // packages are none of what is measured
    execFileSync(process.execPath, [join(checkout, 'bin/with-node.mjs'), 'vmeste', '--help'], {
      cwd: checkout,
      stdio: 'ignore',
    })

    const limit = limitMemory(gigabyte)
    if (limit)
      onTestFinished(() => {
        limit.remove()
      })
    let sampled = 0
    const starting = startPlatform({
      checkout,
      dataFolder,
      command: limit ? [...limit.words, 'npm', 'start'] : ['npm', 'start'],
      deadline: 600_000,
      onProcesses: (pids) => {
        sampled = Math.max(sampled, memoryOf(pids))
      },
    })
    const platform = await starting
    try {
      const host = platform.processes().find(({ command }) => /main\.ts serve$/.test(command))!.pid
      const { now, most } = residentOf(host)
      const { bytes, ended } = limit?.peak() ?? { bytes: sampled, ended: 0 }
      console.log(
        `first start in ${limit ? 'a control group of 1 GB' : 'no control group (none may be made here): sampled'}: at most ${mb(bytes)} together (sampled without caches ${mb(sampled)}), host ${mb(now)} when ready, ${mb(most)} at most, ${(platform.milliseconds / 1000).toFixed(0)} s`,
      )
      expect(ended).toBe(0)
      expect(sampled).toBeLessThan(gigabyte)
      expect(now).toBeLessThanOrEqual(450 * megabyte)
      expect(most).toBeLessThanOrEqual(450 * megabyte)
      const answer = await fetch(`${platform.origin}/c/uzda/`)
      expect(answer.status).toBe(200)
    } finally {
      expect(await platform.end('SIGTERM')).toEqual([])
    }
  },
)

const mb = (bytes: number): string => `${Math.round(bytes / megabyte)} MB`
