import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlatform, type RunningPlatform } from './running-platform.ts'
import { root } from './workspace.ts'

const launcher = [process.execPath, join(root, 'bin/with-node.mjs'), 'start'] as const
const patience = { timeout: 600_000 }

/** Open to look into, so that the database may lie there when the tests run as root. */
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'vmeste-life-'))
  await chmod(made, 0o755)
  return made
}

async function cities(origin: string): Promise<unknown> {
  const response = await fetch(`${origin}/c/uzda/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ city { slug } }' }),
  })
  return await response.json()
}

function hostOf(platform: RunningPlatform): number {
  return platform.processes().find(({ command }) => /main\.ts serve$/.test(command))!.pid
}

/** `/proc` shows what is left; elsewhere there is no way to look that is worth trusting. */
describe.runIf(process.platform === 'linux')('a platform that is started as people start it', () => {
  let dataFolder = ''
  beforeAll(async () => {
    dataFolder = await folder()
  })
  afterAll(() => rm(dataFolder, { recursive: true, force: true }))

  test(
    'leaves nothing behind, whoever of its processes is told to stop, and starts again on the same data',
    patience,
    async () => {
      for (const [command, signal] of [
        [['npm', 'start'], 'SIGTERM'],
        [['npm', 'start'], 'SIGINT'],
        [['npm', 'start'], 'SIGKILL'],
        [launcher, 'SIGTERM'],
        [launcher, 'SIGKILL'],
      ] as const) {
        const platform = await startPlatform({ checkout: root, dataFolder, command: [...command] })
        expect(await cities(platform.origin)).toEqual({ data: { city: { slug: 'uzda' } } })
        expect(platform.processes().length).toBeGreaterThan(2)
        expect(await platform.end(signal), `${command.join(' ')} ${signal}`).toEqual([])
      }
    },
  )

  test('takes over the database of a host that was killed', patience, async () => {
    const killed = await startPlatform({ checkout: root, dataFolder })
    const lock = () =>
      readFile(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').then((text) => text.split('\n')[0])
    const before = await lock()
    process.kill(hostOf(killed), 'SIGKILL')
    await expect.poll(() => killed.child.exitCode, { timeout: 10_000 }).not.toBeNull()
    const again = await startPlatform({ checkout: root, dataFolder })
    expect(await lock()).toBe(before)
    expect(await cities(again.origin)).toEqual({ data: { city: { slug: 'uzda' } } })
    expect(await again.end('SIGTERM')).toEqual([])
  })

  test('says what to do when the port is taken, and when the data is in use', patience, async () => {
    const first = await startPlatform({ checkout: root, dataFolder })
    try {
      await expect(startPlatform({ checkout: root, dataFolder })).rejects.toThrow(/VMESTE_DATA_IN_USE/)
      const other = await folder()
      await expect(
        startPlatform({ checkout: root, dataFolder: other, port: Number(new URL(first.origin).port) }),
      ).rejects.toThrow(/VMESTE_PORT_IN_USE/)
      await rm(other, { recursive: true, force: true })
    } finally {
      expect(await first.end('SIGTERM')).toEqual([])
    }
  })
})
