import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startPlatform } from './running-platform.ts'
import { root } from './workspace.ts'

const launcher = [process.execPath, join(root, 'bin/with-node.mjs'), 'start'] as const

/** Every way to start it and every way to tell it to stop, with its demonstration; `npm test` has a sample of them. */
test.runIf(process.platform === 'linux')(
  'a platform leaves nothing behind, whoever of its processes is told to stop, and starts again on the same data',
  { timeout: 900_000 },
  async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'vmeste-lives-'))
    onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
    await chmod(dataFolder, 0o755) // so that the database may lie there when the tests run as root
    for (const [command, signal] of [
      [['npm', 'start'], 'SIGTERM'],
      [['npm', 'start'], 'SIGINT'],
      [['npm', 'start'], 'SIGKILL'],
      [launcher, 'SIGTERM'],
      [launcher, 'SIGINT'],
      [launcher, 'SIGKILL'],
    ] as const) {
      const platform = await startPlatform({ checkout: root, dataFolder, command: [...command] })
      const response = await fetch(`${platform.origin}/c/uzda/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ city { slug } }' }),
      })
      expect(await response.json()).toEqual({ data: { city: { slug: 'uzda' } } })
      expect(platform.processes().length).toBeGreaterThan(2)
      expect(await platform.end(signal), `${command.join(' ')} ${signal}`).toEqual([])
    }
  },
)
